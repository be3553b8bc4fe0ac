using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;

namespace Rex.Simulator.Modes;

/// <summary>Wires Rex as <c>AddRex</c> does, with the scenario's random numbers and observer.</summary>
internal static class RunnerFactories
{
    public static RemediationRunnerFactory Create(IServiceProvider services, RexConnection connection, IRemediationObserver observer)
    {
        var random = new Random(connection.Seed);
        return new RemediationRunnerFactory(
            services.GetRequiredService<IMainWorkflows>(),
            services.GetRequiredService<IAgentRuns>(),
            services.GetRequiredService<IPullRequests>(),
            services.GetRequiredService<IRemediationStore>(),
            observer,
            services.GetRequiredService<IOptions<RexOptions>>().Value,
            connection.Time,
            () => NextDouble(random)
        );
    }

    private static double NextDouble(Random random)
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
