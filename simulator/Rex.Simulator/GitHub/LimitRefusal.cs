namespace Rex.Simulator.GitHub;

/// <summary>That a request was refused because of a limit.</summary>
/// <param name="Status">403 or 429.</param>
/// <param name="IsSecondary">Whether it was a secondary limit, or the hour's budget.</param>
/// <param name="RetryAfter">Seconds to wait, where the refusal says so.</param>
internal sealed record LimitRefusal(int Status, bool IsSecondary, int? RetryAfter);
