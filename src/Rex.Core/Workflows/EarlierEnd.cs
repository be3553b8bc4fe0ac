using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows;

/// <summary>
/// An end that a workflow was brought back from. Rex notes when it was; <c>argo retry</c> does not, and the end can have been at any time between
/// what had finished before it and the new start.
/// </summary>
/// <param name="From">When it was at the earliest.</param>
/// <param name="To">When it was at the latest.</param>
internal readonly record struct EarlierEnd(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The ends that are known of: those that revivals noted, and the last one where somebody else brought the workflow back from it.</summary>
    public static IEnumerable<EarlierEnd> Of(MainWorkflow workflow) =>
        workflow
            .Annotations.GetValueOrDefault(RexAnnotations.FinishedAt, "")
            .Split(' ')
            .Select(Read)
            .Append(WithoutNote(workflow))
            .OfType<EarlierEnd>();

    /// <summary>What a revival from this end notes, so that none is forgotten that the workflow tells of now.</summary>
    public static string Note(MainWorkflow workflow, string finishedAt)
    {
        var before = workflow.Annotations.GetValueOrDefault(RexAnnotations.FinishedAt, "");
        var other = WithoutNote(workflow) is { } end ? $"{JsonReading.FormatTime(end.From)}/{JsonReading.FormatTime(end.To)} " : "";
        return $"{before} {other}{finishedAt}".TrimStart();
    }

    /// <summary>A start that Rex did not set, and that something finished before, is a retry by somebody else.</summary>
    private static EarlierEnd? WithoutNote(MainWorkflow workflow)
    {
        var started = workflow.Document.Time("status", "startedAt");
        if (started == JsonReading.ParseTime(workflow.Annotations.GetValueOrDefault(RexAnnotations.RevivedAt)))
        {
            return null;
        }

        var finished = NodeStatus.Read(workflow).Tree.Nodes.Select(node => JsonReading.ParseTime(node.FinishedAt));
        return finished.Where(at => at < started).Max() is { } from ? new EarlierEnd(from, started!.Value) : null;
    }

    private static EarlierEnd? Read(string noted)
    {
        var times = noted.Split('/');
        return JsonReading.ParseTime(times[0]) is { } from && JsonReading.ParseTime(times[^1]) is { } to ? new EarlierEnd(from, to) : null;
    }
}
