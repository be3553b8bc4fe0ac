using Rex.Simulator.Proofs.Rules;

namespace Rex.Simulator.Proofs;

/// <summary>Every rule that can be broken on purpose.</summary>
internal static class BrokenRules
{
    public static IReadOnlyList<BrokenRule> All { get; } =
    [.. HoldRules.All, .. CleaningRules.All, .. RestartWriteRules.All, .. OrderRules.All, .. EventRules.All];

    /// <summary>Those of these names; all where none is given.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public static IReadOnlyList<BrokenRule> Find(IReadOnlyList<string> names) => names.Count == 0 ? All : [.. names.Select(Find)];

    private static BrokenRule Find(string name) =>
        All.FirstOrDefault(one => one.Name == name)
        ?? throw new InvalidDataException(
            $"There is no break named '{name}'; there are {string.Join(", ", All.Select(one => one.Name).Order(StringComparer.Ordinal))}."
        );
}
