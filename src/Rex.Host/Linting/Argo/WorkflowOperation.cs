using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Argo;

/// <summary>A resume, a retry or another operation on a Workflow, by a trigger, by the command argo, or over HTTP.</summary>
/// <param name="Position">Where it is written.</param>
/// <param name="Name">The operation, as <c>resume</c>.</param>
/// <param name="NodeSelector">The selector of nodes; null where there is none.</param>
internal sealed record WorkflowOperation(Position Position, string Name, string? NodeSelector)
{
    private static readonly HashSet<string> Switches =
    [
        "--restart-successful",
        "--wait",
        "-w",
        "--watch",
        "--log",
        "--force",
        "-h",
        "--help",
        "-v",
        "--verbose",
    ];
    private static readonly HashSet<string> Names = ["resume", "retry", "stop", "suspend", "terminate", "resubmit"];

    /// <summary>The display name, or the template's name, that the selector asks for; null where it asks for something else.</summary>
    public AskedNode? Asked
    {
        get
        {
            foreach (var requirement in (NodeSelector ?? "").Split(','))
            {
                var sides = requirement.Split('=', 2);
                if (sides.Length == 2 && sides[0].Trim() is "displayName" or "templateName")
                {
                    return new AskedNode(sides[0].Trim(), sides[1].TrimStart('=').Trim());
                }
            }

            return null;
        }
    }

    /// <summary>The operations of a manifest.</summary>
    public static IEnumerable<WorkflowOperation> In(Manifest manifest) =>
        manifest.Triggers.SelectMany(OfTrigger).Concat(manifest.Scripts.SelectMany(OfScript));

    private static IEnumerable<WorkflowOperation> OfTrigger(Trigger trigger)
    {
        if (trigger.Workflow is { } workflow && workflow.TextAt("operation") is { } operation)
        {
            List<string> words = ["argo", operation, .. workflow.ItemsAt("args").Select(argument => argument.Text ?? "")];
            yield return OfWords(words, workflow["operation"]!.Position)!;
        }

        if (trigger.Template?["http"] is { } http && OfUrl(http.TextAt("url")) is { } called)
        {
            var selector = http.ItemsAt("payload").FirstOrDefault(part => part.TextAt("dest") == "nodeFieldSelector");
            yield return new WorkflowOperation(
                http["url"]!.Position,
                called,
                selector is null ? null : selector.TextAt("src", "value") ?? ""
            );
        }
    }

    private static IEnumerable<WorkflowOperation> OfScript(Script script) =>
        script
            .Commands.Select(command =>
                OfWords(command.Words, script.PlaceOf(command)) ?? OfRequest(command.Words, script.PlaceOf(command))
            )
            .OfType<WorkflowOperation>()
            .Where(operation => Names.Contains(operation.Name));

    private static WorkflowOperation? OfWords(IReadOnlyList<string> words, Position position) =>
        ToolCommand.Of("argo", words, Switches) is { } call
            ? new WorkflowOperation(position, call.Verb, call.Values("--node-field-selector").LastOrDefault())
            : null;

    private static WorkflowOperation? OfRequest(IReadOnlyList<string> words, Position position) =>
        words.Select(OfUrl).FirstOrDefault(name => name is not null) is { } operation
            ? new WorkflowOperation(position, operation, words.Select(NodeSelectorPattern.Find).FirstOrDefault(found => found is not null))
            : null;

    // As the Argo Server has it: /api/v1/workflows/NAMESPACE/NAME/resume.
    private static string? OfUrl(string? url) =>
        url?.Contains("/api/v1/workflows/", StringComparison.Ordinal) == true && Names.Contains(url.Split('/')[^1])
            ? url.Split('/')[^1]
            : null;
}
