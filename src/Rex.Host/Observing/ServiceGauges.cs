using System.Diagnostics.Metrics;
using Rex.Adapters.Events;
using Rex.Core.Remediations.Running;
using Rex.Host.Leading;

namespace Rex.Host.Observing;

/// <summary>What is measured whenever somebody asks: how this replica stands now.</summary>
internal sealed class ServiceGauges
{
    /// <param name="meters">Makes the meter, and disposes it.</param>
    /// <param name="runner">Works on remediations.</param>
    /// <param name="holds">Watches holds that were left.</param>
    /// <param name="leadership">Knows who leads.</param>
    /// <param name="quota">Knows what GitHub allows.</param>
    /// <param name="events">Writes Kubernetes Events.</param>
    public ServiceGauges(
        IMeterFactory meters,
        RemediationRunner runner,
        HoldWatch holds,
        Leadership leadership,
        GitHubQuota quota,
        EventRecorder events
    )
    {
        var meter = meters.Create(RexInstruments.Name);
        meter.CreateObservableGauge("rex.leader", () => leadership.IsLeader ? 1 : 0, null, "1 where this replica leads, else 0");
        meter.CreateObservableGauge(
            "rex.queue.depth",
            () => runner.QueueDepth,
            "{remediation}",
            "Remediations to be worked on, now or later; 0 where this replica does not lead"
        );
        meter.CreateObservableGauge(
            "rex.holds.left",
            () => holds.HoldsLeft,
            "{workflow}",
            "Main workflows that stand still under a hold which nothing ends by itself; 0 where this replica does not lead"
        );
        meter.CreateObservableGauge("rex.tasks.active", () => runner.ActiveTasks, "{task}", "Tasks that this replica works on");
        meter.CreateObservableGauge(
            "rex.github.quota.remaining",
            () => quota.Remaining is { } remaining ? [new Measurement<long>(remaining)] : Array.Empty<Measurement<long>>(),
            "{request}",
            "Requests that GitHub still allows the token with the fewest left"
        );
        meter.CreateObservableCounter(
            "rex.kubernetes.events.dropped",
            () => events.Dropped,
            "{event}",
            "Kubernetes Events that could not be written"
        );
    }
}
