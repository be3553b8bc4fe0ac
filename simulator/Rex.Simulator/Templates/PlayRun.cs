using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Templates;

/// <summary>A main workflow to start: which play template, for which task of which repository.</summary>
/// <param name="Template">One of <see cref="PlatformManifests.PlayTemplates"/>.</param>
/// <param name="Namespace">Where the workflow runs.</param>
/// <param name="TaskId">The number of the task.</param>
/// <param name="Repository">The parameter that names the repository: owner and name, or an address.</param>
/// <param name="Service">The service that the agents work on.</param>
/// <param name="Name">The workflow's name; null lets the cluster make one that begins with <c>play-task-N-</c>.</param>
internal sealed record PlayRun(
    string Template,
    string Namespace,
    int TaskId,
    string Repository,
    string Service = "shop",
    string? Name = null
)
{
    /// <summary>The label that names the repository, a dash for its slash; null for none.</summary>
    public string? RepositoryLabel { get; init; } = Repository.Replace('/', '-');

    /// <summary>The Workflow to create.</summary>
    public JsonObject ToWorkflow()
    {
        var labels = new JsonObject
        {
            ["workflow-type"] = "play-orchestration",
            ["task-id"] = TaskId.ToString(CultureInfo.InvariantCulture),
        };
        if (RepositoryLabel is not null)
        {
            labels["repository"] = RepositoryLabel;
        }

        var metadata = new JsonObject { ["namespace"] = Namespace, ["labels"] = labels };
        metadata[Name is null ? "generateName" : "name"] = Name ?? $"play-task-{TaskId}-";
        return new JsonObject
        {
            ["apiVersion"] = "argoproj.io/v1alpha1",
            ["kind"] = "Workflow",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["workflowTemplateRef"] = new JsonObject { ["name"] = Template },
                ["arguments"] = new JsonObject
                {
                    ["parameters"] = new JsonArray(
                        Parameter("task-id", TaskId.ToString(CultureInfo.InvariantCulture)),
                        Parameter("repository", Repository),
                        Parameter("service", Service)
                    ),
                },
            },
        };
    }

    private static JsonObject Parameter(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
