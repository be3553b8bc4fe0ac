using Microsoft.Extensions.Time.Testing;

namespace Rex.Core.Tests.Platform;

/// <summary>A clock that stands still until it is told to go to the next moment at which a timer is due.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly SortedSet<DateTimeOffset> _due = [];

    // Kept, so that no timer is collected with its owner still waiting for it.
    private readonly List<ITimer> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _due.Add(GetUtcNow() + dueTime);
        }

        return timer;
    }

    /// <summary>Does something later.</summary>
    public void Later(TimeSpan after, Action act) => _timers.Add(CreateTimer(_ => act(), null, after, Timeout.InfiniteTimeSpan));

    /// <summary>Goes to the next moment at which a timer may be due. False: no timer is due up to the end.</summary>
    public bool GoToNextTimer(DateTimeOffset end)
    {
        if (_due.Count == 0 || _due.Min > end)
        {
            return false;
        }

        var next = _due.Min;
        _due.Remove(next);
        if (next > GetUtcNow())
        {
            SetUtcNow(next);
        }
        else
        {
            Advance(TimeSpan.Zero);
        }

        return true;
    }
}
