namespace Rex.Simulator.Worlds;

/// <summary>The commits of a world, the same in every run with the same seed.</summary>
internal sealed class Commits(int seed)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The commit of this name, wherever it is named; without a name one that nobody had before.</summary>
    public string Of(string name)
    {
        lock (gate)
        {
            if (name.Length == 0)
            {
                return Next();
            }

            if (!named.TryGetValue(name, out var commit))
            {
                named[name] = commit = Next();
            }

            return commit;
        }
    }

    private string Next() => string.Concat(Enumerable.Range(0, 40).Select(_ => "0123456789abcdef"[random.Next(16)]));
}
