using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// The Sensor's trigger: creates its resource for one event after the other, and tries again as its retry strategy says, also where the cluster has
/// taken it and the answer was lost.
/// </summary>
internal sealed class SensorTrigger(World world, Sensor sensor) : IDisposable
{
    private readonly KubeApi api = new(world.ClientFor(ArgoDeployment.Sensor), world.Clock);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Random jitter = new(1);

    /// <returns>The name of what was created; null where the event is a dead letter.</returns>
    public async Task<string?> FireAsync(JsonObject data, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var resource = sensor.ResourceFor(data);
                    return (await api.CreateAsync(KindOf(resource), world.Namespace, resource, cancellationToken)).Name();
                }
                catch (Exception error) when (error is KubeApiException or HttpRequestException or IOException or TriggerException)
                {
                    if (attempt >= sensor.Retries.Attempts)
                    {
                        return null;
                    }
                }

                await Task.Delay(sensor.Retries.PauseAfter(attempt, jitter.NextDouble()), world.Clock, cancellationToken);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private static KubeResource KindOf(JsonObject resource) =>
        resource.Text("kind") switch
        {
            "Workflow" => KubeResource.Workflows,
            "Remediation" => KubeResource.Remediations,
            var kind => throw new InvalidOperationException($"the trigger may create no {kind}"),
        };
}
