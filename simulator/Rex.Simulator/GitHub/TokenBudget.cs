namespace Rex.Simulator.GitHub;

/// <summary>What one account has used, and what it was told. Guarded by <see cref="RateLimits"/>' lock.</summary>
internal sealed class TokenBudget(GitHubLimitOptions options, DateTimeOffset worldBegan)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What is on its way when a refusal goes out is nobody's fault.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    private readonly Queue<(DateTimeOffset At, int Points)> points = new();
    private DateTimeOffset penaltyEnds = DateTimeOffset.MinValue;
    private DateTimeOffset refusedAt = DateTimeOffset.MinValue;
    private int unnamedRefusals;

    public int UnderWay { get; set; }

    public int Remaining { get; private set; } = options.Left ?? options.RequestsAnHour;

    /// <summary>Until when the last one that was refused was told to wait.</summary>
    public DateTimeOffset ToldToWaitUntil { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>When the hour ends; the first one began before the world.</summary>
    public DateTimeOffset Reset { get; private set; } = worldBegan + options.ResetIn;

    /// <summary>The time before which a request is too early, if this one is.</summary>
    public DateTimeOffset? TooEarly(DateTimeOffset now) => now > refusedAt + OnItsWay && now < ToldToWaitUntil ? ToldToWaitUntil : null;

    /// <summary>Takes a request in, or refuses it.</summary>
    public LimitRefusal? Take(DateTimeOffset now, int cost)
    {
        if (now >= Reset)
        {
            Reset = now + Hour;
            Remaining = options.RequestsAnHour;
        }

        while (points.TryPeek(out var oldest) && oldest.At + Minute <= now)
        {
            points.Dequeue();
        }

        if (now < penaltyEnds || UnderWay >= options.AtOnce || points.Sum(used => used.Points) + cost > options.PointsAMinute)
        {
            return RefuseForNow(now);
        }

        if (Remaining == 0)
        {
            return Refuse(now, Reset, new LimitRefusal(403, false, null));
        }

        points.Enqueue((now, cost));
        Remaining--;
        unnamedRefusals = 0;
        return null;
    }

    private LimitRefusal RefuseForNow(DateTimeOffset now)
    {
        if (now >= penaltyEnds)
        {
            penaltyEnds = now + options.Penalty;
        }

        if (options.NamesTheWait)
        {
            var seconds = (int)Math.Ceiling((penaltyEnds - now).TotalSeconds);
            return Refuse(now, now + TimeSpan.FromSeconds(seconds), new LimitRefusal(options.Status, true, seconds));
        }

        // Documented: at least a minute, then longer each time. What comes too early does not count as a try.
        unnamedRefusals += now >= ToldToWaitUntil ? 1 : 0;
        return Refuse(now, now + Minute * Math.Pow(2, unnamedRefusals - 1), new LimitRefusal(options.Status, true, null));
    }

    private LimitRefusal Refuse(DateTimeOffset now, DateTimeOffset until, LimitRefusal refusal)
    {
        if (now >= ToldToWaitUntil)
        {
            (refusedAt, ToldToWaitUntil) = (now, until);
        }

        return refusal;
    }
}
