namespace Rex.Embedded.Tests.Differential;

/// <summary>
/// A call that is made to both clusters. Their uids, resource versions and generated names are not the same: the path and the body name
/// them as <see cref="ClusterSide.Fill"/> explains, and each side fills in its own.
/// </summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and the query, the namespace as <c>&lt;namespace&gt;</c>.</param>
/// <param name="Body">The body, or null for none.</param>
/// <param name="Type">The content type of the body.</param>
internal sealed record ApiCall(string Method, string Path, string? Body = null, string Type = "application/json")
{
    /// <summary>Gets the object that it is about (<c>configmaps/a</c>), if it is about one.</summary>
    public string? Of { get; init; }

    /// <summary>
    /// Gets whether what is sent is the object's newest known state, changed by <see cref="Body"/> as by a merge patch: how clients read,
    /// change and replace.
    /// </summary>
    public bool Changes { get; init; }

    public override string ToString() =>
        $"{Method} {Path}"
        + (Body is null ? "" : $" [{Type}] ")
        + (Changes ? "what is there changed by " : "")
        + (Body is null ? "" : Body);
}
