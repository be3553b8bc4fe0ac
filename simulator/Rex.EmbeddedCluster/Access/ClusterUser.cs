namespace Rex.Embedded;

/// <summary>Who makes requests, as the cluster knows them.</summary>
/// <param name="Name">The name, <c>system:serviceaccount:default:rex</c> say.</param>
/// <param name="Groups">The groups besides <c>system:authenticated</c>. Members of <c>system:masters</c> may do everything.</param>
public sealed record ClusterUser(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group whose members may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>Gets somebody who may do everything.</summary>
    public static ClusterUser Admin { get; } = new("admin", [Masters]);

    /// <summary>Makes the user that the token of a service account stands for.</summary>
    /// <param name="namespace">The account's namespace.</param>
    /// <param name="name">The account's name.</param>
    public static ClusterUser ServiceAccount(string @namespace, string name) =>
        new($"system:serviceaccount:{@namespace}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}"]);
}
