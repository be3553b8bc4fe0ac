namespace Rex.Host.Doctoring.Access;

/// <summary>One thing that Rex has to be allowed to do.</summary>
/// <param name="Part">Whose namespace it is done in.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The resource as Roles name it, with its subresource: <c>remediations/status</c>.</param>
/// <param name="Verb">The verb.</param>
internal sealed record RequiredPermission(PlatformPart Part, string Group, string Resource, string Verb)
{
    /// <summary><c>coderuns.agents.platform</c>.</summary>
    public string FullResource => $"{Resource}{(Group.Length == 0 ? "" : $".{Group}")}";

    /// <summary><c>delete coderuns.agents.platform</c>.</summary>
    public override string ToString() => $"{Verb} {FullResource}";
}
