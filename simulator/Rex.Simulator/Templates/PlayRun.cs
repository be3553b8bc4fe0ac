using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Templates;

/// <summary>A main workflow to start: which play template, for which task of which repository.</summary>
/// <param name="Template">One of <see cref="PlatformManifests.PlayTemplates"/>.</param>
/// <param name="Namespace">Where the workflow runs.</param>
/// <param name="TaskId">The number of the task.</param>
/// <param name="Repository">Owner and name.</param>
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
    /// <summary>The Workflow to create.</summary>
    public JsonObject ToWorkflow()
    {
        var metadata = new JsonObject
        {
            ["namespace"] = Namespace,
            ["labels"] = new JsonObject
            {
                ["workflow-type"] = "play-orchestration",
                ["task-id"] = TaskId.ToString(CultureInfo.InvariantCulture),
                ["repository"] = Repository.Replace('/', '-'),
            },
        };
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
