using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S5: a restart leaves a tree that the workflow controller can work with: every id that a node names, as what comes after it, what ends it
/// or what it is in, is that of a node.
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
                    yield return new Violation(
                        "S5",
                        NoWriteOutside.Describe(write),
                        write.Entry.At,
                        $"the restart left node {id}, which names {missing}, which is not there"
                    );
                    break;
                }
            }
        }
    }

    private static IEnumerable<string> NamedBy(JsonNode? node)
    {
        var linked = ((string[])["children", "outboundNodes"])
            .SelectMany(member => node?[member] as JsonArray ?? [])
            .Select(named => named!.GetValue<string>());
        return node?["boundaryID"]?.GetValue<string>() is { } boundary ? linked.Append(boundary) : linked;
    }
}
