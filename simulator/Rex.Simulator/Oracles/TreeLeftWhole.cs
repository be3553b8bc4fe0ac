using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S5: a restart leaves a tree that the workflow controller can work with: every id that a node names, as what comes after it, what ends it
/// or what it is in, is that of a node; and no result is left that a removed node recorded, since the new one of that id would take it for its own.
/// </summary>
internal static class TreeLeftWhole
{
    public static IEnumerable<Violation> Check(Testimony testimony)
    {
        foreach (var write in testimony.Writes.Where(write => write.Kind == RexWriteKind.Restart))
        {
            var nodes = Testimony.Nodes(write.Entry.Answer);
            foreach (var (id, node) in nodes ?? [])
            {
                if (NamedBy(node).FirstOrDefault(named => !nodes!.ContainsKey(named)) is { } missing)
                {
                    yield return Violated(write, $"the restart left node {id}, which names {missing}, which is not there");
                    break;
                }
            }

            foreach (var id in testimony.RemovedNodes(write).Where(id => HasResult(testimony, id, write.Entry.Sequence)))
            {
                yield return Violated(write, $"QA was restarted while the result of removed node {id} was there");
            }
        }
    }

    /// <summary>A task result has the name of its node.</summary>
    private static bool HasResult(Testimony testimony, string node, long before)
    {
        var recorded = testimony.Objects.All("workflowtaskresults", node).LastOrDefault(state => state.Sequence < before);
        return recorded.Object is not null
            && !testimony.Evidence.Entries.Any(entry =>
                entry is { Method: "DELETE", TookEffect: true }
                && entry.Sequence > recorded.Sequence
                && entry.Sequence < before
                && ResourcePath.Parse(entry.Path) is { Plural: "workflowtaskresults" } path
                && path.Name == node
            );
    }

    private static Violation Violated(RexWrite write, string why) => new("S5", NoWriteOutside.Describe(write), write.Entry.At, why);

    private static IEnumerable<string> NamedBy(JsonNode? node)
    {
        var linked = ((string[])["children", "outboundNodes"])
            .SelectMany(member => node?[member] as JsonArray ?? [])
            .Select(named => named!.GetValue<string>());
        return node?["boundaryID"]?.GetValue<string>() is { } boundary ? linked.Append(boundary) : linked;
    }
}
