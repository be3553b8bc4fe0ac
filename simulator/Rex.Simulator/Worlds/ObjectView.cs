using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Worlds;

/// <summary>What the objects of the cluster look like now, from the answers to all writes that the proxy let through.</summary>
internal sealed class ObjectView
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Plural, string Name), (long Version, LedgerEntry Entry, JsonObject? Parsed)> latest = [];

    public void Observe(LedgerEntry entry)
    {
        if (
            entry is not { Target: LedgerTarget.Cluster, IsWrite: true, TookEffect: true }
            || ResourcePath.Parse(entry.Path) is not { } path
        )
        {
            return;
        }

        // Creations have no name in the path; parsing is put off for everything else until somebody asks.
        var parsed = path.Name.Length == 0 ? entry.Answer : null;
        var name = path.Name.Length > 0 ? path.Name : parsed?["metadata"]?["name"]?.GetValue<string>() ?? "";
        var version = Version(entry.ResponseBody);
        lock (gate)
        {
            if (version > 0 && (!latest.TryGetValue((path.Plural, name), out var known) || known.Version <= version))
            {
                latest[(path.Plural, name)] = (version, entry, parsed);
            }
        }
    }

    public JsonObject? Find(string plural, string name)
    {
        lock (gate)
        {
            return Parse((plural, name));
        }
    }

    public IReadOnlyList<JsonObject> All(string plural)
    {
        lock (gate)
        {
            return [.. latest.Keys.Where(key => key.Plural == plural).ToList().Select(Parse).OfType<JsonObject>()];
        }
    }

    private JsonObject? Parse((string Plural, string Name) key)
    {
        if (!latest.TryGetValue(key, out var known))
        {
            return null;
        }

        if (known.Parsed is null)
        {
            known.Parsed = known.Entry.Answer;
            latest[key] = known;
        }

        return known.Parsed;
    }

    /// <summary>The resourceVersion in a body, without parsing all of it; 0 where there is none.</summary>
    private static long Version(string body)
    {
        const string Field = "\"resourceVersion\":\"";
        var start = body.IndexOf(Field, StringComparison.Ordinal);
        if (start < 0)
        {
            return 0;
        }

        start += Field.Length;
        var end = body.IndexOf('"', start);
        return
            end > start && long.TryParse(body.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;
    }
}
