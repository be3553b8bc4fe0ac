using Rex.Core.Options;

namespace Rex.Host.Doctoring.Access;

/// <summary>
/// Everything that Rex has to be allowed to do, and nothing else: the Roles under <c>deploy</c> are compared with it, and so is what scenarios really
/// ask for.
/// </summary>
internal static class RequiredPermissions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RequiredPermission> All { get; } =
    [
        .. Of(PlatformPart.Workflows, "argoproj.io", "workflows", "get", "list", "watch", "patch"),
        // A result that is there anew under its old name is a conflict, which only a look explains.
        .. Of(PlatformPart.Workflows, "argoproj.io", "workflowtaskresults", "get", "list", "delete"),
        .. Of(PlatformPart.Workflows, "", "pods", "get", "list", "watch", "delete", "patch"),
        .. Of(PlatformPart.Workflows, "events.k8s.io", "events", "create"),
        .. Of(PlatformPart.AgentRuns, "agents.platform", "coderuns", "list", "watch", "delete"),
        .. Of(PlatformPart.AgentRuns, "batch", "jobs", "get", "list", "watch"),
        .. Of(PlatformPart.AgentRuns, "", "pods", "get", "list", "watch", "delete"),
        .. Of(PlatformPart.Ledger, "rex.agents.platform", "remediations", "get", "list", "watch", "create", "delete"),
        .. Of(PlatformPart.Ledger, "rex.agents.platform", "remediations/status", "update"),
        .. Of(PlatformPart.Ledger, "coordination.k8s.io", "leases", "get", "create", "update"),
        .. Of(PlatformPart.Ledger, "events.k8s.io", "events", "create"),
    ];

    /// <summary>The namespace of a part.</summary>
    public static string NamespaceOf(this PlatformNames names, PlatformPart part) =>
        part switch
        {
            PlatformPart.Workflows => names.WorkflowNamespace,
            PlatformPart.AgentRuns => names.AgentRunNamespace,
            _ => names.RemediationNamespace,
        };

    private static IEnumerable<RequiredPermission> Of(PlatformPart part, string group, string resource, params string[] verbs) =>
        verbs.Select(verb => new RequiredPermission(part, group, resource, verb));
}
