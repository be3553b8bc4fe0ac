using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rex.Host.Tests.Testing;

/// <summary>Listens to one source, so that tests do not hear each other, and keeps the activities that have stopped.</summary>
internal sealed class StoppedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> stopped = new();
    private readonly ActivityListener listener;

    public StoppedActivities(ActivitySource source)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = one => ReferenceEquals(one, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<Activity> All => [.. stopped];

    public Activity Single(string name) => All.Single(activity => activity.DisplayName == name);

    public void Dispose() => listener.Dispose();
}
