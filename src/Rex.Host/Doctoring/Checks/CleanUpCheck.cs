using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Workflows;
using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Doctoring.Checks;

/// <summary>Nothing deletes workflows by the label <c>completed</c>: a held workflow has it, and would be gone in the middle of its task.</summary>
internal sealed class CleanUpCheck(ApiClient api, string @namespace)
    : OptionalCheck(
        "clean-up",
        "kubectl get cronjobs,jobs -o yaml, and look for what deletes workflows by the label workflows.argoproj.io/completed."
    )
{
    private const string Label = ArgoMetadata.Completed;

    private static readonly ResourceType[] Kinds =
    [
        new("batch", "v1", "cronjobs"),
        new("batch", "v1", "jobs"),
        new("argoproj.io", "v1alpha1", "cronworkflows"),
    ];

    private static readonly HashSet<string> ArgoSwitches = ["--completed", "--all", "--resubmitted", "--dry-run", "--yes", "-y", "--force"];
    private static readonly HashSet<string> Workflows = ["workflow", "workflows", "wf", "workflows.argoproj.io", "workflow.argoproj.io"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var (count, lines) = (0, new List<CheckLine>());
        foreach (var kind in Kinds)
        {
            if (!(await api.ServedAsync(kind, cancellationToken)).Contains(kind.Plural))
            {
                continue;
            }

            var found = (await new ResourceClient(api, kind, @namespace).ListAsync(ResourceQuery.All, cancellationToken)).Items;
            count += found.Count;
            lines.AddRange(
                found
                    .Where(DeletesCompleted)
                    .Select(one =>
                        Warn(
                            $"{kind}/{one.Name()} deletes workflows by the label {Label}, which held ones have while they wait",
                            "Let it ask for workflows.argoproj.io/phase as well (Succeeded, Failed or Error), or use ttlStrategy."
                        )
                    )
            );
        }

        return lines.Count > 0
            ? lines
            : [Ok($"none of {count} CronJobs, Jobs and CronWorkflows in {@namespace} deletes workflows by the label {Label}")];
    }

    private static bool DeletesCompleted(JsonElement resource)
    {
        var root = DocumentParser.Parse(new DocumentText(resource.GetRawText(), 1)).Root;
        return root is not null && Script.In(root).SelectMany(script => script.Commands).Any(DeletesCompleted);
    }

    private static bool DeletesCompleted(ShellCommand command) =>
        KubectlCommand.Of(command) is { Verb: "delete", Resource: { } resource } kubectl && Workflows.Contains(resource)
            ? kubectl.Requirements.Any(IsOfLabel) && !kubectl.Requirements.Any(IsOfPhase)
            : ToolCommand.Of("argo", command.Words, ArgoSwitches) is { Verb: "delete" } argo
                && argo.Options.Any(option =>
                    option.Name == "--completed" || (option.Name is "-l" or "--selector" && IsOfLabel(option.Value))
                );

    private static bool IsOfLabel(string requirement) =>
        requirement.StartsWith(Label, StringComparison.Ordinal) && !requirement.EndsWith("=false", StringComparison.Ordinal);

    private static bool IsOfPhase(string requirement) => requirement.StartsWith(ArgoMetadata.Phase, StringComparison.Ordinal);
}
