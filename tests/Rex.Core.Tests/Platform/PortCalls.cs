namespace Rex.Core.Tests.Platform;

/// <summary>
/// What all ports have in common: every call takes a moment, is counted, can be met by whatever a test has planned before or after its effect
/// (somebody else's write, a failure, a lost answer, a crash), and wakes those who wait.
/// </summary>
internal sealed class PortCalls(SteppedTime time, Pump pump)
{
    private readonly List<Plan> _plans = [];
    private readonly Dictionary<Call, int> _counts = [];
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>How long each call takes.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Every write that took effect on the platform (not in the ledger), in order: what it was and what it was on.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>The same with the time of each.</summary>
    public List<(DateTimeOffset At, string Write)> Timeline { get; } = [];

    /// <summary>How many calls there were.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>How often an operation was called.</summary>
    public int CountOf(Call call) => _counts.GetValueOrDefault(call);

    /// <summary>Does something before the effect of the n-th such call from now on; what it throws is the call's answer.</summary>
    public void Before(Call call, Action act, int nth = 1, string? on = null) => _plans.Add(new Plan(call, on, nth, act, isAfter: false));

    /// <summary>Does something after the effect, before the caller gets its answer; what it throws is the call's answer.</summary>
    public void After(Call call, Action act, int nth = 1, string? on = null) => _plans.Add(new Plan(call, on, nth, act, isAfter: true));

    /// <summary>The caller stands still before the effect of the n-th such call, until something has happened.</summary>
    public void StandStillBefore(Call call, Func<Task> happens, int nth) => _plans.Add(new Plan(call, null, nth, happens, IsAfter: false));

    /// <summary>The caller stands still after the effect of the n-th such call, and gets its answer when something has happened.</summary>
    public void StandStillAfter(Call call, Func<Task> happens, int nth) => _plans.Add(new Plan(call, null, nth, happens, IsAfter: true));

    /// <summary>Does something before the effect of the n-th call of whatever kind.</summary>
    public void BeforeAny(int nth, Action act) => _plans.Add(new Plan(null, null, nth, act, isAfter: false));

    /// <summary>Does something after the effect of the n-th call of whatever kind.</summary>
    public void AfterAny(int nth, Action act) => _plans.Add(new Plan(null, null, nth, act, isAfter: true));

    /// <summary>Does something before the effect of every such call.</summary>
    public void BeforeEvery(Call call, Action act, string? on = null) => _plans.Add(new Plan(call, on, 0, act, isAfter: false));

    /// <summary>Does something after the effect of every such call.</summary>
    public void AfterEvery(Call call, Action act, string? on = null) => _plans.Add(new Plan(call, on, 0, act, isAfter: true));

    /// <summary>Has nothing planned any more.</summary>
    public void Forget() => _plans.Clear();

    /// <summary>Makes a call.</summary>
    public async Task<T> MakeAsync<T>(Call call, string on, Func<T> effect, CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        _counts[call] = CountOf(call) + 1;
        var due = _plans.Where(plan => plan.Meets(call, on)).ToList();
        await ActAsync(due.Where(plan => !plan.IsAfter));
        var result = effect();
        await ActAsync(due.Where(plan => plan.IsAfter));
        return result;
    }

    /// <summary>Makes a call that waits until something is so.</summary>
    public async Task<T> WaitAsync<T>(Call call, string on, Func<T> read, Func<T, bool> until, CancellationToken cancellationToken)
    {
        await MakeAsync(call, on, () => true, cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = read();
            if (until(now))
            {
                return now;
            }

            await NextChangeAsync(cancellationToken);
        }
    }

    /// <summary>Notes a write on the platform and wakes those who wait.</summary>
    public void Wrote(string write)
    {
        Writes.Add(write);
        Timeline.Add((time.GetUtcNow(), write));
        Changed();
    }

    /// <summary>Wakes those who wait.</summary>
    public void Changed()
    {
        foreach (var waiting in _waiting)
        {
            pump.Post(_ => waiting.TrySetResult(), null);
        }

        _waiting.Clear();
    }

    /// <summary>When a write took effect.</summary>
    public DateTimeOffset TimeOf(string write) => Timeline.First(entry => entry.Write == write).At;

    private async Task NextChangeAsync(CancellationToken cancellationToken)
    {
        var change = new TaskCompletionSource();
        _waiting.Add(change);
        using var registration = cancellationToken.Register(() => change.TrySetCanceled(cancellationToken));
        await change.Task;
    }

    private static async Task ActAsync(IEnumerable<Plan> plans)
    {
        foreach (var plan in plans)
        {
            await plan.Act();
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Latency == TimeSpan.Zero)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await Task.Delay(Latency, time, cancellationToken);
        }
    }

    private sealed record Plan(Call? Call, string? On, int Nth, Func<Task> Act, bool IsAfter)
    {
        private int _met;

        public Plan(Call? call, string? on, int nth, Action act, bool isAfter)
            : this(call, on, nth, () => Now(act), isAfter) { }

        public bool Meets(Call call, string on) =>
            (Call is null || call == Call) && (On is null || on == On) && (++_met == Nth || Nth == 0);

        private static Task Now(Action act)
        {
            act();
            return Task.CompletedTask;
        }
    }
}
