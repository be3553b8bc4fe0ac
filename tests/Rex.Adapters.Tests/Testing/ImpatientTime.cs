using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Rex.Adapters.Tests.Testing;

/// <summary>
/// A clock on which pauses end at once, and are noted, while time-outs come only when a test turns the clock: whatever is due within
/// <see cref="LongestPause"/> is a pause.
/// </summary>
public sealed class ImpatientTime : FakeTimeProvider
{
    /// <summary>Longer waits are time-outs.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(9);

    private readonly ConcurrentQueue<TimeSpan> _pauses = new();

    public ImpatientTime()
        : base(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { }

    /// <summary>The pauses so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= LongestPause && dueTime > TimeSpan.Zero)
        {
            _pauses.Enqueue(dueTime);
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
