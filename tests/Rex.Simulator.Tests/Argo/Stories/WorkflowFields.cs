using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo.Stories;

/// <summary>What clients look at in a workflow besides its nodes, as lines of text.</summary>
internal static class WorkflowFields
{
    private static readonly string[][] Compared =
    [
        ["spec", "suspend"],
        ["spec", "shutdown"],
        ["status", "phase"],
        ["status", "message"],
        ["status", "storedWorkflowTemplateSpec", "suspend"],
        ["status", "storedWorkflowTemplateSpec", "shutdown"],
        ["status", "taskResultsCompletionStatus"],
        ["metadata", "labels", "workflow-type"],
        ["metadata", "labels", ArgoNames.Phase],
        ["metadata", "labels", ArgoNames.Completed],
        ["metadata", "labels", ArgoNames.ArchivingStatus],
        ["metadata", "labels", ArgoNames.WorkflowTemplate],
        ["metadata", "annotations", ArgoNames.PodNameFormat],
    ];

    public static IReadOnlyList<string> Differences(JsonObject actual, JsonObject recorded)
    {
        var mine = Describe(actual);
        var theirs = Describe(recorded);
        return [.. mine.Except(theirs).Select(line => "+ " + line), .. theirs.Except(mine).Select(line => "- " + line)];
    }

    private static List<string> Describe(JsonObject workflow)
    {
        var lines = Compared.Select(path => $"{string.Join('.', path)} = {Text(workflow.At(path))}").ToList();
        var conditions = (workflow["status"] as JsonObject).Objects("conditions");
        lines.AddRange(conditions.Select(condition => $"condition {condition.Text("type")} = {condition.Text("status")}"));
        return lines;
    }

    private static string Text(JsonNode? value) =>
        value is JsonObject map
            ? string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"))
            : value?.ToString() ?? "";
}
