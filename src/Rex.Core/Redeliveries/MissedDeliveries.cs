namespace Rex.Core.Redeliveries;

/// <summary>
/// The pushes of one hook that GitHub could not deliver, as far as its list was read, and which of them it is time to ask for again. A redelivery
/// does no harm whatever became of the first one: a push that was taken all the same is a duplicate, and an old one is fenced.
/// </summary>
/// <param name="every">How often the list is read; a delivery that fails again is asked for after twice the pause from then on.</param>
public sealed class MissedDeliveries(TimeSpan every)
{
    private const string Push = "push";
    private const int MostDoublings = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly Dictionary<string, Missed> _byDelivery = new(StringComparer.Ordinal);

    /// <summary>How many pushes are missing.</summary>
    public int Count => _byDelivery.Count;

    /// <summary>Takes in what the list says, the newest first, as far as it was read.</summary>
    /// <param name="attempts">The attempts; any of them may have been taken in before.</param>
    /// <param name="keptSince">What is older than this GitHub does not deliver again.</param>
    public void TakeIn(IEnumerable<HookDelivery> attempts, DateTimeOffset keptSince)
    {
        foreach (var delivery in attempts.Where(attempt => attempt.Event == Push).GroupBy(attempt => attempt.DeliveryId))
        {
            if (delivery.Any(attempt => attempt.IsTaken))
            {
                _byDelivery.Remove(delivery.Key);
                continue;
            }

            var missed = _byDelivery.GetValueOrDefault(delivery.Key) ?? (_byDelivery[delivery.Key] = new Missed());
            missed.Attempts.UnionWith(delivery.Select(attempt => attempt.Id));
            missed.Latest = delivery.Select(attempt => attempt.DeliveredAt).Append(missed.Latest).Max();
        }

        foreach (var (id, _) in _byDelivery.Where(pair => pair.Value.Latest < keptSince).ToList())
        {
            _byDelivery.Remove(id);
        }
    }

    /// <summary>The attempts that GitHub should be asked to make again now, the newest first: it is a task's newest push that QA has to look at.</summary>
    public IReadOnlyList<long> Due(DateTimeOffset now) =>
        [
            .. _byDelivery
                .Values.Where(missed => missed.Latest + PauseAfter(missed.Attempts.Count) <= now && missed.AskedAt + every <= now)
                .OrderByDescending(missed => missed.Latest)
                .Select(missed => missed.Attempts.Max()),
        ];

    /// <summary>Notes that GitHub was asked for it: the list may show it only later.</summary>
    public void Asked(long id, DateTimeOffset now)
    {
        foreach (var missed in _byDelivery.Values.Where(missed => missed.Attempts.Contains(id)))
        {
            missed.AskedAt = now;
        }
    }

    /// <summary>The first time at once: whoever looks is there again. What is refused again and again is asked for ever less often.</summary>
    private TimeSpan PauseAfter(int failures)
    {
        var pause = failures < 2 ? TimeSpan.Zero : every * Math.Pow(2, Math.Min(failures - 2, MostDoublings));
        return pause < LongestPause ? pause : LongestPause;
    }

    private sealed class Missed
    {
        public HashSet<long> Attempts { get; } = [];

        public DateTimeOffset Latest { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset AskedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
