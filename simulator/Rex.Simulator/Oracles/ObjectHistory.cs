using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Oracles;

/// <summary>What each object looked like after each write that the ledger has of it.</summary>
internal sealed class ObjectHistory
{
    private readonly Dictionary<(string Plural, string Name), List<(long Sequence, JsonObject Object)>> states = [];

    public ObjectHistory(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry is { Target: LedgerTarget.Cluster, IsWrite: true, TookEffect: true }))
        {
            if (
                ResourcePath.Parse(entry.Path) is { } path
                && entry.Answer is { } answer
                && answer["metadata"]?["name"]?.GetValue<string>() is { } name
            )
            {
                var key = (path.Plural, name);
                if (!states.TryGetValue(key, out var list))
                {
                    states[key] = list = [];
                }

                list.Add((entry.Sequence, answer));
            }
        }
    }

    /// <summary>The object as it was before this request; null where the ledger does not know it.</summary>
    public JsonObject? Before(string plural, string name, long sequence) => Until(plural, name, sequence).LastOrDefault().Object;

    /// <summary>The object as last seen.</summary>
    public JsonObject? Last(string plural, string name) => Before(plural, name, long.MaxValue);

    /// <summary>Every object of a kind, as last seen.</summary>
    public IEnumerable<JsonObject> LastOfAll(string plural) =>
        states.Where(pair => pair.Key.Plural == plural).Select(pair => pair.Value[^1].Object);

    /// <summary>All states of an object, in order.</summary>
    public IReadOnlyList<(long Sequence, JsonObject Object)> All(string plural, string name) =>
        states.TryGetValue((plural, name), out var list) ? list : [];

    private IEnumerable<(long Sequence, JsonObject Object)> Until(string plural, string name, long sequence) =>
        All(plural, name).TakeWhile(state => state.Sequence < sequence);
}
