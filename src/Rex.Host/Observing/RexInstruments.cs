using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rex.Core.Remediations;

namespace Rex.Host.Observing;

/// <summary>
/// Everything that is measured and traced while it happens. Tags have few values: a task or a repository is on activities and in the log, never on a
/// metric. Where nobody listens, nothing is kept.
/// </summary>
internal sealed class RexInstruments : IDisposable
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "Rex";

    private static readonly InstrumentAdvice<double> OfSteps = Buckets(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120);
    private static readonly InstrumentAdvice<double> FromThePush = Buckets(1, 2.5, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600, 3600);

    private readonly Counter<long> deliveries;
    private readonly Counter<long> redeliveries;
    private readonly Counter<long> remediations;
    private readonly Histogram<double> steps;
    private readonly Histogram<double> cancellation;
    private readonly Histogram<double> restart;

    /// <param name="meters">Makes the meter, and disposes it.</param>
    public RexInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        deliveries = meter.CreateCounter<long>("rex.deliveries", "{delivery}", "Deliveries that were answered");
        redeliveries = meter.CreateCounter<long>(
            "rex.redeliveries",
            "{delivery}",
            "Failed deliveries of pushes that GitHub was asked to make again"
        );
        remediations = meter.CreateCounter<long>("rex.remediations", "{remediation}", "Attempts at a remediation that ended");
        steps = meter.CreateHistogram("rex.step.duration", "s", "Duration of a step with all its tries", null, OfSteps);
        cancellation = meter.CreateHistogram(
            "rex.cancellation.latency",
            "s",
            "Time from the push until nothing works on old code any more",
            null,
            FromThePush
        );
        restart = meter.CreateHistogram("rex.restart.latency", "s", "Time from the push until QA was seen to run again", null, FromThePush);
    }

    /// <summary>Makes the activities.</summary>
    public ActivitySource Activities { get; } = new(Name);

    /// <summary>A delivery was answered.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="reason">Why; null where it was accepted.</param>
    public void Delivered(string result, string? reason) =>
        deliveries.Add(1, new(TagNames.Result, result), new(TagNames.Reason, reason ?? TagNames.NoReason));

    /// <summary>GitHub was asked to make failed deliveries again.</summary>
    public void AskedAgain(int count) => redeliveries.Add(count);

    /// <summary>An attempt at a remediation ended.</summary>
    public void Ended(RemediationStatus status) =>
        remediations.Add(
            1,
            new(TagNames.Outcome, status.Phase.ToString()),
            new(TagNames.Reason, status.Reason?.ToString() ?? TagNames.NoReason)
        );

    /// <summary>A step ended.</summary>
    public void Stepped(StepName step, StepEnd end, TimeSpan duration) =>
        steps.Record(duration.TotalSeconds, new(TagNames.Step, step.ToString()), new(TagNames.Outcome, end.ToString()));

    /// <summary>Nothing works on the code before a push any more.</summary>
    public void Cancelled(TimeSpan sincePush) => cancellation.Record(AtLeastZero(sincePush));

    /// <summary>QA runs again.</summary>
    public void Restarted(TimeSpan sincePush) => restart.Record(AtLeastZero(sincePush));

    /// <inheritdoc/>
    public void Dispose() => Activities.Dispose();

    /// <summary>The push has GitHub's time, in whole seconds: by Rex's clock it may lie ahead.</summary>
    private static double AtLeastZero(TimeSpan time) => Math.Max(0, time.TotalSeconds);

    private static InstrumentAdvice<double> Buckets(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
