using System.Diagnostics;

namespace Rex.Simulator.Fuzzing;

/// <summary>Makes bodies, has them decided, and judges the decisions.</summary>
internal sealed class Fuzzer(BodyMaker maker, IBodyDecider decider, BodyJudge judge, FuzzCorpus corpus)
{
    private const int ChunkSize = 1000;

    // The first time that a pattern meets a character, or a form needs a longer buffer than all before, what is allocated is kept for all
    // later times; and where a collection comes in between, the runtime counts what was left of the thread's memory, up to 8 KB, as
    // allocated. What a body itself costs, it costs every time.
    private const int Measurings = 4;

    /// <summary>What is measured again, in bytes.</summary>
    private const int Doubtful = AllocationBound.Bytes / 4;

    private const int WarmUpRounds = 500;

    /// <summary>Raised with the number of bodies that are done; by several threads, one at a time.</summary>
    public event Action<long>? Progressed;

    /// <summary>Raised with each failure; by several threads, one at a time.</summary>
    public event Action<FuzzFailure>? Failed;

    /// <summary>Goes through the bodies of so many numbers.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="parallel">How many threads share them.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public FuzzTally Run(long first, long count, int parallel, CancellationToken cancellationToken)
    {
        WarmUp();
        var whole = new FuzzTally();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            (count + ChunkSize - 1) / ChunkSize,
            options,
            chunk =>
            {
                var start = first + chunk * ChunkSize;
                var part = new FuzzTally();
                List<FuzzFailure> failures = [];
                for (var number = start; number < Math.Min(start + ChunkSize, first + count); number++)
                {
                    if (Try(maker.Make(number), part) is { } failure)
                    {
                        part.AddFailure();
                        failures.Add(failure);
                    }
                }

                lock (whole)
                {
                    whole.Add(part);
                    failures.ForEach(failure => Failed?.Invoke(failure));
                    Progressed?.Invoke(whole.Bodies);
                }
            }
        );
        return whole;
    }

    /// <summary>Code that the runtime has not made quick yet allocates more: it decides about what is accepted, again and again.</summary>
    private void WarmUp()
    {
        for (var round = 0; round < WarmUpRounds; round++)
        {
            foreach (var original in corpus.Accepted)
            {
                _ = decider.Decide(original.EventType, original.Json, isForm: false);
            }
        }
    }

    private FuzzFailure? Try(FuzzedBody body, FuzzTally tally)
    {
        var allocated = long.MaxValue;
        object decision = "";
        var started = Stopwatch.GetTimestamp();
        var time = TimeSpan.Zero;
        try
        {
            for (var measuring = 0; allocated > Doubtful && measuring < Measurings; measuring++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                decision = decider.Decide(body.Original.EventType, body.Content, body.IsForm);
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
                time = measuring == 0 ? Stopwatch.GetElapsedTime(started) : time;
            }
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            tally.Add(body, verdict: null, isMended: false, allocated: 0, time);
            return new FuzzFailure(body, FuzzDemand.NothingThrown, exception.ToString());
        }

        var verdict = decider.Describe(decision, body.Original.EventType, body.Content, body.IsForm);
        tally.Add(body, verdict, verdict.Push is not null && corpus.PushOf(body.Original) is null, allocated, time);
        return allocated > AllocationBound.Bytes
            ? new FuzzFailure(
                body,
                FuzzDemand.LittleAllocated,
                $"{allocated} bytes allocated, {AllocationBound.Bytes} allowed, {verdict.Decision}"
            )
            : judge.Judge(body, verdict);
    }
}
