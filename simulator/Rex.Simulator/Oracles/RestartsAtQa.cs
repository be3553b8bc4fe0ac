using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S5: a restart begins at the quality stage. Nothing goes that was done before the quality node began, except the steps that set its stage; and the
/// first run that comes of it is of the first of QA's agents.
/// </summary>
internal static class RestartsAtQa
{
    public static IEnumerable<Violation> Check(Testimony testimony) =>
        from writes in testimony
            .Writes.Where(write => write.Kind == RexWriteKind.Restart)
            .GroupBy(write => (write.Name, write.RemediationId))
        // What follows the first is a repair, and takes away whatever does not belong there.
        let write = writes.First()
        from why in WhatWentTooEarly(testimony, write).Concat(WhoseRunCameFirst(testimony, write))
        select new Violation("S5", NoWriteOutside.Describe(write), write.Entry.At, why);

    private static IEnumerable<string> WhatWentTooEarly(Testimony testimony, RexWrite write)
    {
        var before = Testimony.Nodes(testimony.Objects.Before("workflows", write.Name, write.Entry.Sequence));
        var removed = testimony.RemovedNodes(write).Select(id => before![id]!).ToList();
        if (removed.Count == 0)
        {
            yield break;
        }

        // Of several attempts of a loop the last one counts.
        var quality = removed
            .Where(node => Text(node, "displayName") == testimony.Evidence.QualityNode)
            .Max(node => Time(node, "startedAt"));
        if (quality is null)
        {
            yield return $"QA was restarted, and {testimony.Evidence.QualityNode} was left as it was";
        }

        foreach (var node in removed.Where(node => Text(node, "phase") == "Succeeded" && Time(node, "finishedAt") < quality))
        {
            if (Text(node, "displayName") is var name && !testimony.Evidence.StageSteps.Contains(name ?? ""))
            {
                yield return $"the restart took away {name}, which had succeeded before {testimony.Evidence.QualityNode} began";
            }
        }
    }

    private static IEnumerable<string> WhoseRunCameFirst(Testimony testimony, RexWrite write)
    {
        var next = testimony.Writes.FirstOrDefault(later =>
            later.Kind is RexWriteKind.Hold or RexWriteKind.Restart
            && later.Name == write.Name
            && later.Entry.Sequence > write.Entry.Sequence
        );
        var run = testimony
            .Evidence.Entries.Where(entry => entry is { Method: "POST", TookEffect: true } && entry.Sequence > write.Entry.Sequence)
            .Where(entry => next is null || entry.Sequence < next.Entry.Sequence)
            .Where(entry => ResourcePath.Parse(entry.Path) is { Plural: "coderuns", Name: "" })
            .Select(entry => entry.Answer)
            .FirstOrDefault(run => run is not null && testimony.TaskOfRun(run)?.Workflow == write.Name);
        if (run is not null && Testimony.Label(run, "github-app") is var app && app != testimony.Evidence.QaApps[0])
        {
            yield return $"the first run after the restart was {Testimony.Name(run)} of {app}";
        }
    }

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();

    private static DateTimeOffset? Time(JsonNode node, string member) =>
        DateTimeOffset.TryParse(Text(node, member), CultureInfo.InvariantCulture, out var time) ? time : null;
}
