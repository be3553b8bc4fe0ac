using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Simulator.Modes;

/// <summary>Wires Rex as <c>AddRex</c> does, with the scenario's random numbers and observer.</summary>
internal static class RunnerFactories
{
    public static RemediationRunnerFactory Create(IServiceProvider services, RexConnection connection, IRemediationObserver observer)
    {
        var random = new Random(connection.Seed);
        return services.GetRequiredService<RemediationRunnerFactory>() with { Observer = observer, Random = () => NextDouble(random) };
    }

    private static double NextDouble(Random random)
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
