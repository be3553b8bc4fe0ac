using k8s;
using k8s.LeaderElection;
using Microsoft.Extensions.Options;
using Rex.Core.Options;

namespace Rex.Host.Leading;

/// <summary>
/// Lets one replica work at a time. It saves the replicas from getting in each other's way, and nothing depends on it: a leader that stood still beyond
/// its Lease and comes back is kept from harm by the ledger and by the preconditions of every write.
/// </summary>
internal sealed partial class Leadership(
    IKubernetes kubernetes,
    IOptions<LeadershipOptions> options,
    IOptions<RexOptions> rex,
    TimeProvider time,
    ILogger<Leadership> logger
)
{
    private static readonly TimeSpan ReleaseWithin = TimeSpan.FromSeconds(5);

    private bool _leads;

    /// <summary>Whether this replica works: always, where it does not compete with others.</summary>
    public bool IsLeader => !options.Value.Enabled || _leads;

    /// <summary>The name that this replica has in the Lease.</summary>
    public string Identity { get; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>One that runs dry never keeps a real one from leading.</summary>
    private string LeaseName => rex.Value.DryRun ? $"{options.Value.Lease}-dry-run" : options.Value.Lease;

    /// <summary>Works whenever this replica leads, until it is stopped; then it gives the Lease back.</summary>
    /// <param name="work">The work. It ends when its token is cancelled: the leadership is lost, or Rex stops.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        if (!options.Value.Enabled)
        {
            await work(stop);
            return;
        }

        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LeadOnceAsync(work, stop);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // Whatever it is may not end the process: it goes on receiving, and works again when this has passed.
                Log.LeaseFailed(logger, error.Message);
                await Task.Delay(options.Value.RetryPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LeadOnceAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        var lease = new LeaderLease(
            kubernetes,
            rex.Value.Names.RemediationNamespace,
            LeaseName,
            Identity,
            options.Value.RenewDeadline / 2,
            time
        );
        // The elector itself tells of failed reads only: of a Lease that may not be written, say, nobody would hear.
        lease.OnHttpError += error => Log.LeaseFailed(logger, error.Message);
        using var elector = new LeaderElector(
            new LeaderElectionConfig(lease)
            {
                LeaseDuration = options.Value.Duration,
                RenewDeadline = options.Value.RenewDeadline,
                RetryPeriod = options.Value.RetryPeriod,
            }
        );
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = Task.CompletedTask;
        elector.OnStartedLeading += () =>
        {
            _leads = true;
            Log.Leads(logger, Identity);
            working = Task.Run(() => WorkAsync(work, term.Token), CancellationToken.None);
        };
        elector.OnNewLeader += leader => Log.Follows(logger, leader);
        elector.OnError += error =>
        {
            if (!term.IsCancellationRequested)
            {
                Log.LeaseFailed(logger, error.Message);
            }
        };
        try
        {
            // With the term end the renewals too that the elector left under way when its deadline passed.
            await elector.RunUntilLeadershipLostAsync(term.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is under way ends first, below.
        }
        finally
        {
            await term.CancelAsync();
            await working;
            var led = _leads;
            _leads = false;
            if (led)
            {
                Log.Stopped(logger, Identity);
            }
        }

        if (stop.IsCancellationRequested)
        {
            await ReleaseAsync(lease);
        }
    }

    /// <summary>Works, and ends without an exception: however the work ends, the leadership has to end in order.</summary>
    private async Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As it was told to.
        }
        catch (Exception error)
        {
            Log.WorkFailed(logger, error);
        }
    }

    /// <summary>Gives the Lease back, so that another replica need not wait for its end.</summary>
    private async Task ReleaseAsync(LeaderLease lease)
    {
        using var limit = new CancellationTokenSource(ReleaseWithin);
        try
        {
            var record = await lease.GetAsync(limit.Token);
            if (record.HolderIdentity == Identity)
            {
                record.HolderIdentity = "";
                record.LeaseDurationSeconds = 1;
                await lease.UpdateAsync(record, limit.Token);
            }
        }
        catch (Exception error) when (error is k8s.Autorest.HttpOperationException or OperationCanceledException)
        {
            // It ends by itself.
            Log.LeaseFailed(logger, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "{Identity} leads now")]
        public static partial void Leads(ILogger logger, string identity);

        [LoggerMessage(3102, LogLevel.Information, "{Leader} is the leader")]
        public static partial void Follows(ILogger logger, string leader);

        [LoggerMessage(3103, LogLevel.Information, "{Identity} leads no more")]
        public static partial void Stopped(ILogger logger, string identity);

        [LoggerMessage(3104, LogLevel.Warning, "The Lease could not be read or written: {Message}")]
        public static partial void LeaseFailed(ILogger logger, string message);

        [LoggerMessage(3105, LogLevel.Error, "The work of the leader failed")]
        public static partial void WorkFailed(ILogger logger, Exception error);
    }
}
