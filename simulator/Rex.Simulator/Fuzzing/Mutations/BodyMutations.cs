namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Every mutation there is, for JSON and for forms.</summary>
internal static class BodyMutations
{
    public static IReadOnlyList<BodyMutation> OfJson { get; } =
    [.. ByteMutations.All, .. SpliceMutations.All, .. ValueMutations.All, .. PropertyMutations.All, .. SpellingMutations.All];

    public static IReadOnlyList<BodyMutation> OfForms { get; } = FormMutations.All;
}
