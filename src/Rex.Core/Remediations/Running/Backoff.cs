using Rex.Core.Options;

namespace Rex.Core.Remediations.Running;

/// <summary>The pauses between two tries of a step: doubling, with jitter, never shorter than what the other side asked for.</summary>
/// <param name="options">The shortest and the longest pause.</param>
/// <param name="random">Gives numbers from 0 (inclusive) to 1 (exclusive), so that many tasks do not all try at the same moment.</param>
public sealed class Backoff(DeadlineOptions options, Func<double> random)
{
    /// <summary>The pause after a failed try.</summary>
    /// <param name="failures">How many tries have failed in a row, from 1.</param>
    /// <param name="retryAfter">What the other side asked for.</param>
    public TimeSpan After(int failures, TimeSpan? retryAfter)
    {
        var doubled = options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        var pause = (doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay) * (0.5 + (random() / 2));
        return retryAfter > pause ? retryAfter.Value : pause;
    }
}
