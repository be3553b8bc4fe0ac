namespace Rex.Simulator.Proxies;

/// <summary>A time in which a system cannot be reached by Rex: connections are refused, and those that are open break.</summary>
internal sealed class Outage : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource reachable = new();

    /// <summary>Cancelled when the system goes away; where it is away, at once.</summary>
    public CancellationToken Reachable
    {
        get
        {
            lock (gate)
            {
                return reachable.Token;
            }
        }
    }

    /// <summary>From now on nobody gets through.</summary>
    public void Begin()
    {
        lock (gate)
        {
            reachable.Cancel();
        }
    }

    /// <summary>It can be reached again.</summary>
    public void End()
    {
        lock (gate)
        {
            if (reachable.IsCancellationRequested)
            {
                reachable.Dispose();
                reachable = new CancellationTokenSource();
            }
        }
    }

    public void Dispose() => reachable.Dispose();
}
