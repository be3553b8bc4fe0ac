namespace Rex.Simulator.Oracles;

/// <summary>Every push that GitHub tried to deliver, and that is of a watched task, is in Rex's ledger at the end.</summary>
internal static class NothingLost
{
    public const string Invariant = "lost";

    /// <param name="evidence">What happened.</param>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var kept = evidence.Remediations.Select(remediation => remediation.Id).ToHashSet();
        return evidence
            .Pushes.Where(push => push.Task is not null && !kept.Any(id => IsOf(id, push)))
            .Select(push => new Violation(
                Invariant,
                $"push {push.After}",
                evidence.EndedAt,
                $"no remediation knows of this push to {push.Task!.Name}"
            ));
    }

    /// <summary>The id names the task, the second and the commit of its push.</summary>
    private static bool IsOf(string id, PushFact push) =>
        id.Contains(
            FormattableString.Invariant($"-{push.Task!.Number}-{push.PushedAt.ToUnixTimeSeconds()}-{push.After[..12]}-"),
            StringComparison.Ordinal
        );
}
