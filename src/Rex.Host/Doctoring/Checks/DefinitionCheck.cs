using Rex.Adapters.Kubernetes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The custom resources that Rex works with are served, in the version that it speaks, with the subresources that it counts on.</summary>
internal sealed class DefinitionCheck(ApiClient api) : Check("definitions")
{
    private static readonly (ResourceType Type, bool? HasStatus, string Advice)[] Needed =
    [
        // One write has to cover metadata and status: with a status subresource the API server would drop half of it.
        (ResourceType.Workflows, false, "Install Argo Workflows with the definitions that it ships."),
        (ResourceType.TaskResults, null, "Install Argo Workflows, 3.4 or newer."),
        (ResourceType.CodeRuns, null, "Install the platform's CodeRun definition."),
        (ResourceType.Remediations, true, "kubectl apply -f deploy/base/crd.yaml"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var lines = new List<CheckLine>();
        foreach (var (type, hasStatus, advice) in Needed)
        {
            lines.Add(await LookAtAsync(type, hasStatus, advice, cancellationToken));
        }

        return lines;
    }

    private async Task<CheckLine> LookAtAsync(ResourceType type, bool? hasStatus, string advice, CancellationToken cancellationToken)
    {
        var served = await api.ServedAsync(type, cancellationToken);
        if (!served.Contains(type.Plural))
        {
            return Fail($"{type} is not served in version {type.Version}", advice);
        }

        return hasStatus is { } expected && served.Contains($"{type.Plural}/status") != expected
            ? Fail($"{type} {type.Version} is served {(expected ? "without" : "with")} a status subresource", advice)
            : Ok($"{type} {type.Version} is served");
    }
}
