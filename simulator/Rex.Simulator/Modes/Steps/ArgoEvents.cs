using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>Argo Events with a shipped EventSource and Sensor: what they decide about a delivery, and what the trigger makes of it.</summary>
internal sealed class ArgoEvents : IDisposable
{
    private readonly GitHubEventSource source;
    private readonly Sensor sensor;
    private readonly SensorTrigger trigger;

    /// <param name="world">The world.</param>
    /// <param name="manifest">The Sensor.</param>
    public ArgoEvents(World world, JsonObject manifest)
    {
        sensor = new Sensor(manifest);
        var eventSource = ArgoManifests.EventSource();
        if (eventSource["metadata"].TextAt("name") != sensor.Source)
        {
            throw new InvalidOperationException($"there is no EventSource {sensor.Source}");
        }

        source = new GitHubEventSource(eventSource, sensor.Event, SecretOf);
        trigger = new SensorTrigger(world, sensor);
    }

    /// <summary>Takes a delivery.</summary>
    /// <returns>The event; or why there is none.</returns>
    public (JsonObject? Event, string Why) Take(Delivery delivery)
    {
        var taken = source.Receive(delivery);
        return (taken.Event is null ? taken.Reason : sensor.WhyNot(taken.Event)) is { } why
            ? (null, $"{taken.Status} {why}")
            : (taken.Event, "");
    }

    /// <summary>Executes the trigger.</summary>
    /// <returns>The name of what was created; null where the event is a dead letter.</returns>
    public Task<string?> FireAsync(JsonObject data, CancellationToken cancellationToken) => trigger.FireAsync(data, cancellationToken);

    public void Dispose() => trigger.Dispose();

    private static string SecretOf(string name, string key) =>
        (name, key) == ("rex-webhook", "secret")
            ? DeliveryHeaders.Secret
            : throw new InvalidOperationException($"there is no secret {name} with {key}");
}
