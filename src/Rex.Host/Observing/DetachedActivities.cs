using System.Diagnostics;

namespace Rex.Host.Observing;

/// <summary>
/// Activities that are never the current one: whoever calls in between, GitHub above all, is not sent the trace along, and whoever calls Rex does not
/// choose it.
/// </summary>
internal static class DetachedActivities
{
    /// <summary>Starts one; null where nobody listens.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">Its parent; default for none.</param>
    /// <param name="at">When it began.</param>
    public static Activity? StartDetached(
        this ActivitySource source,
        string name,
        ActivityKind kind,
        ActivityContext parent,
        DateTimeOffset at
    )
    {
        if (!source.HasListeners())
        {
            return null;
        }

        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return source.StartActivity(kind, parent, startTime: at, name: name);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>Stops it.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="at">When it ended.</param>
    public static void StopDetached(this Activity activity, DateTimeOffset at)
    {
        var current = Activity.Current;
        activity.SetEndTime(at.UtcDateTime).Stop();
        Activity.Current = current;
    }
}
