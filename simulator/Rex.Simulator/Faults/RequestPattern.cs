using System.Text.RegularExpressions;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Faults;

/// <summary>Which requests a fault or a crash is about. Every part that is null matches everything.</summary>
internal sealed record RequestPattern
{
    public LedgerTarget? Target { get; init; }

    /// <summary>Matches the caller's name, <c>rex-0</c> say.</summary>
    public Regex? Identity { get; init; }

    /// <summary>HTTP methods.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Matches path and query.</summary>
    public Regex? Path { get; init; }

    /// <summary>Matches the request's body.</summary>
    public Regex? Body { get; init; }

    /// <summary>The first match, counted from 1, that it is about.</summary>
    public int From { get; init; } = 1;

    /// <summary>How many matches from there on.</summary>
    public int Count { get; init; } = 1;

    public bool Matches(LedgerEntry entry) =>
        (Target is null || Target == entry.Target)
        && (Methods is null || Methods.Contains(entry.Method, StringComparer.OrdinalIgnoreCase))
        && (Identity?.IsMatch(entry.Identity) ?? true)
        && (Path?.IsMatch(entry.Path) ?? true)
        && (Body?.IsMatch(entry.RequestBody) ?? true);
}
