using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S4: at most one restart per push. A second write for the same push is a repair, and only where the workflow controller wrote late
/// after the one before it: nodes without a name, removed nodes that are back as they were, nodes that it made up before that, or a workflow
/// that ended as Error.
/// </summary>
internal static class RestartedOnce
{
    public static IEnumerable<Violation> Check(Testimony testimony)
    {
        foreach (var restarts in testimony.Writes.Where(write => write.Kind == RexWriteKind.Restart).GroupBy(write => write.RemediationId))
        {
            var all = restarts.ToList();
            foreach (var (index, again) in all.Index().Skip(1))
            {
                if (!IsDisturbed(testimony, all[..index], again))
                {
                    yield return new Violation(
                        "S4",
                        $"workflows/{again.Name}",
                        again.Entry.At,
                        $"{again.RemediationId} restarted QA twice"
                    );
                }
            }
        }
    }

    /// <summary>Repairs among the restart writes.</summary>
    public static int Repairs(Testimony testimony) =>
        testimony
            .Writes.Where(write => write.Kind == RexWriteKind.Restart)
            .GroupBy(write => write.RemediationId)
            .Sum(group => group.Count() - 1);

    /// <summary>Whether the workflow came to a state that these writes of one restart cannot have led to, after the last of them and before this one.</summary>
    public static bool IsDisturbed(Testimony testimony, IReadOnlyList<RexWrite> restarts, RexWrite until) =>
        restarts.Any(restart =>
        {
            var before = Testimony.Nodes(testimony.Objects.Before("workflows", restart.Name, restart.Entry.Sequence));
            var removed = testimony.RemovedNodes(restart);
            // What was put right excuses nothing any more. What comes late may be from before the last write, or from before an earlier one.
            return testimony
                .Objects.All("workflows", restart.Name)
                .Where(state => state.Sequence > restarts[^1].Entry.Sequence && state.Sequence < until.Entry.Sequence)
                .Any(state => IsDisturbed(state.Object, before, removed, restart.Entry.At));
        });

    private static bool IsDisturbed(JsonObject workflow, JsonObject? before, IReadOnlySet<string> removed, DateTimeOffset restartedAt)
    {
        if (Testimony.Phase(workflow) == "Error" || Testimony.Nodes(workflow) is not { } nodes)
        {
            return true;
        }

        return nodes.Any(node => node.Value?["name"] is null || (before?[node.Key] is null && IsOlder(node.Value, restartedAt)))
            || removed.Any(id => nodes[id] is { } back && Started(back) is { } started && started == Started(before?[id]));
    }

    /// <summary>A node's times have whole seconds.</summary>
    private static bool IsOlder(JsonNode node, DateTimeOffset restartedAt) =>
        DateTimeOffset.TryParse(Started(node), CultureInfo.InvariantCulture, out var started) && started <= restartedAt.AddSeconds(-1);

    private static string? Started(JsonNode? node) => node?["startedAt"]?.GetValue<string>();
}
