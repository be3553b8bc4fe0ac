using System.Collections.Concurrent;
using System.Threading.Channels;
using Rex.Core.Options;
using Rex.Core.Pushes;

namespace Rex.Core.Remediations.Running;

/// <summary>
/// The whole of Rex in one process: accepts deliveries, makes them durable, works on them task by task, and takes up what was left unfinished,
/// by this process or another one. A host only wires it to its ports and feeds it deliveries.
/// </summary>
public sealed class RemediationRunner(
    PushDecider decider,
    IRemediationPipeline pipeline,
    IRemediationStore store,
    IRemediationObserver observer,
    DeadlineOptions options,
    TimeProvider time
)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(1);

    // Tasks that another process was found to work on, with the time at which its attempt must be over.
    private readonly ConcurrentDictionary<TaskKey, DateTimeOffset> _leftUntil = new();
    private DateTimeOffset _nextDue = DateTimeOffset.MaxValue;
    private TaskDispatcher? _dispatcher;

    /// <summary>How many tasks are worked on in this process at this moment.</summary>
    public int ActiveTasks => _dispatcher?.ActiveTasks ?? 0;

    /// <summary>How many remediations were still to be worked on, now or later, when the ledger was last looked through; 0 where nobody works here.</summary>
    public int QueueDepth { get; private set; }

    /// <summary>Decides about a delivery and, where it is a task's push, makes it durable. When this returns, an accepted push is not lost any more.</summary>
    /// <exception cref="PlatformException">The ledger could not be written: the delivery was not accepted.</exception>
    public async Task<DeliveryOutcome> AcceptAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var decision = decider.Decide(delivery.EventType, delivery.Body.Span, delivery.ContentType);
        var outcome = decision.Push is { } push
            ? await ClaimAsync(push, delivery, cancellationToken)
            : new DeliveryOutcome(DeliveryResult.Ignored, decision.Reason, decision.Message, null, null);
        observer.Decided(outcome);
        return outcome;
    }

    /// <summary>Works until it is stopped: at once on what is accepted, later on what is due again, and on what it finds unfinished in the ledger.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled and all work under way has stopped.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        var dispatcher = _dispatcher = new TaskDispatcher(WorkAsync);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await AnnounceDueAsync(dispatcher, stop);
                await WaitForWorkAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The loop ends.
            }
        }

        await dispatcher.DrainAsync();
        QueueDepth = 0;
    }

    /// <summary>
    /// Has the ledger looked through at once: something is there that this process did not accept itself. One look serves all who asked for it.
    /// </summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    private async Task<DeliveryOutcome> ClaimAsync(Push push, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await store.TryAddAsync(Remediation.Accept(push, delivery, time.GetUtcNow()), cancellationToken) is not { } added)
        {
            return new DeliveryOutcome(DeliveryResult.Duplicate, ReasonCode.Duplicate, $"{push.Id} was accepted before.", push.Id, push);
        }

        Wake();
        return new DeliveryOutcome(DeliveryResult.Accepted, null, $"Accepted as {push.Id}.", push.Id, push) { Accepted = added };
    }

    private async Task AnnounceDueAsync(TaskDispatcher dispatcher, CancellationToken stop)
    {
        try
        {
            var now = time.GetUtcNow();
            var all = await store.ListAsync(null, stop);
            QueueDepth = all.Count(one => DueAt(one) is not null);
            var tasks = all.GroupBy(one => one.Task).Select(task => (task.Key, Due: DueAt(task))).ToList();
            _nextDue = tasks.Select(task => task.Due).Where(due => due > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            foreach (var (task, _) in tasks.Where(task => task.Due <= now))
            {
                dispatcher.Announce(task, stop);
            }
        }
        catch (Exception error) when (IsFailure(error, stop))
        {
            // The next scan looks again, and not before, whatever was due until then; what was accepted is in the ledger.
            _nextDue = DateTimeOffset.MaxValue;
            observer.LedgerFailed(PlatformException.From(error));
        }
    }

    /// <summary>Does everything that is due for one task, in the order of the pushes.</summary>
    private async Task WorkAsync(TaskKey task, CancellationToken stop)
    {
        try
        {
            var seenThrough = new HashSet<RemediationId>();
            while (await NextAsync(task, seenThrough, stop) is { } next)
            {
                if (!await pipeline.RunAsync(next, stop))
                {
                    // Two that took the work from each other at once would do so for ever.
                    _leftUntil[task] = time.GetUtcNow() + options.Remediation;
                    break;
                }
            }

            // What became due later, or was deferred, sets the time of the next look.
            Wake();
        }
        catch (Exception error) when (IsFailure(error, stop))
        {
            // The next scan takes it up again, and not before: a ledger that refuses writes is not to be hammered. Whatever it was, nothing may
            // escape: the task would never be worked on again.
            observer.LedgerFailed(PlatformException.From(error));
        }
    }

    private static bool IsFailure(Exception error, CancellationToken stop) =>
        error is not OperationCanceledException || !stop.IsCancellationRequested;

    /// <param name="task">The task.</param>
    /// <param name="seenThrough">What was taken up before newer ones already: nothing is twice in a row, by whichever clocks the ledger was written.</param>
    /// <param name="stop">Cancels.</param>
    private async Task<Remediation?> NextAsync(TaskKey task, HashSet<RemediationId> seenThrough, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var sorted = Ordering.PushOrder.Sort(await store.ListAsync(task, stop));
        if (LeftUntil(task, sorted) > now)
        {
            return null;
        }

        var next = sorted.FirstOrDefault(one => DueAt(one) <= now);
        if (next is null)
        {
            return null;
        }

        var older = sorted
            .TakeWhile(one => one.Id != next.Id)
            .LastOrDefault(one => one.HasToBeSeenThroughBefore(next) && !seenThrough.Contains(one.Id));
        if (older is not null)
        {
            seenThrough.Add(older.Id);
        }

        return older ?? next;
    }

    /// <summary>When there is something to do for a task.</summary>
    private DateTimeOffset DueAt(IGrouping<TaskKey, Remediation> task)
    {
        var due = task.Select(DueAt).Where(due => due is not null).DefaultIfEmpty(DateTimeOffset.MaxValue).Min()!.Value;
        var left = LeftUntil(task.Key, task);
        return left > due ? left : due;
    }

    /// <summary>
    /// Until when a task is another process's. Each attempt ends in its time, or its process is gone; where the ledger shows that no attempt is under way
    /// any more there is nobody to leave the task to.
    /// </summary>
    private DateTimeOffset LeftUntil(TaskKey task, IEnumerable<Remediation> ofTask)
    {
        if (ofTask.All(one => one.Status.Phase != RemediationPhase.Running))
        {
            _leftUntil.TryRemove(task, out _);
        }

        return _leftUntil.GetValueOrDefault(task, DateTimeOffset.MinValue);
    }

    /// <summary>When there is something to do for a remediation; null where there never is again.</summary>
    private DateTimeOffset? DueAt(Remediation remediation)
    {
        var status = remediation.Status;
        return status.Phase switch
        {
            RemediationPhase.Accepted or RemediationPhase.Running => status.NextAttemptAt ?? DateTimeOffset.MinValue,
            RemediationPhase.Failed => status.NextAttemptAt,
            _ => null,
        };
    }

    private async Task WaitForWorkAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var scanAt = now + options.ScanEvery;
        var until = _nextDue < scanAt ? _nextDue : scanAt;
        using var timer = new CancellationTokenSource(until > now ? until - now : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time to look by itself.
        }
    }
}
