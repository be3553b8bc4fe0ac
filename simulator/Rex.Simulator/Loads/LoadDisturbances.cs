using System.Globalization;
using Rex.Simulator.Oracles;
using Rex.Simulator.Proxies;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Loads;

/// <summary>What happens to the systems around Rex, and to all of Rex at once, while pushes come: each at its part of the time.</summary>
internal sealed class LoadDisturbances(LoadSettings settings, HookSecretFiles secrets)
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenSecrets = TimeSpan.FromSeconds(8);

    /// <summary>Raised with what happens.</summary>
    public event Action<string>? Happened;

    /// <summary>Disturbs until everything has happened.</summary>
    public Task RunAsync(World world, CancellationToken cancellationToken)
    {
        return Task.WhenAll(
            AtAsync(0.1, RotateAsync),
            AtAsync(LoadSettings.ClusterGoesAwayAt, () => AwayAsync("the API server", world.ClusterOutage, settings.ClusterAway)),
            AtAsync(0.85, () => AwayAsync("GitHub", world.GitHubOutage, settings.GitHubAway)),
            AtAsync(0.9, KillAllAsync),
            TellAsync()
        );

        async Task AtAsync(double part, Func<Task> disturb)
        {
            await Task.Delay(settings.Over * part, world.Clock, cancellationToken);
            await disturb();
        }

        async Task TellAsync()
        {
            for (var told = 1; ; told++)
            {
                await Task.Delay(BetweenWords, world.Clock, cancellationToken);
                var (all, taken) = world.GitHub.Hooks.Count;
                Happened?.Invoke(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{taken} of {all} deliveries taken, by {world.GitHub.Hooks.Attempts.Count} attempts"
                    )
                );
                if (taken == all && told * BetweenWords > settings.Over)
                {
                    return;
                }
            }
        }

        async Task RotateAsync()
        {
            Happened?.Invoke("the hook's secret is rotated");
            await secrets.RotateAsync(world.GitHub.Hooks, world.Clock, BetweenSecrets, cancellationToken);
        }

        Task KillAllAsync()
        {
            Happened?.Invoke("both replicas are killed");
            world.Processes.KillAll(RexWrite.IsRex);
            return Task.CompletedTask;
        }

        async Task AwayAsync(string what, Outage outage, TimeSpan time)
        {
            if (time > TimeSpan.Zero)
            {
                Happened?.Invoke($"{what} goes away for {time.TotalSeconds:0} s");
                outage.Begin();
                await Task.Delay(time, world.Clock, cancellationToken);
                outage.End();
                Happened?.Invoke($"{what} is back");
            }
        }
    }
}
