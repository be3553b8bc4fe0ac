using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Runs;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// Rex as <c>deploy/argo-remediation</c> deploys it: processes of <c>rex serve</c> that no delivery reaches. The Sensor writes each event down, and
/// whoever leads decides about it.
/// </summary>
internal sealed class RequestedRex(World world, RexProcesses processes) : IRexDeployment
{
    private readonly ArgoEvents events = new(world, ArgoManifests.RemediationSensor());

    public int Crashes => processes.Crashes;

    public Task StartAsync(CancellationToken cancellationToken) => processes.StartAsync(cancellationToken);

    public async Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (data, why) = events.Take(delivery);
        if (data is null)
        {
            return DeliveryAnswer.Dropped(why);
        }

        if (await events.FireAsync(data, cancellationToken) is not { } request)
        {
            return DeliveryAnswer.Dropped("the trigger could not be executed");
        }

        await world.WaitAsync(() => PhaseOf(request).Length > 0, cancellationToken);
        var status = (JsonObject)world.Objects.Find("remediations", request)!["status"]!;
        var result = PhaseOf(request) == "HandedOver" ? "Accepted" : PhaseOf(request);
        return new DeliveryAnswer(result, status.Text("reason") ?? "", status.Text("remediation") ?? "", status.Text("message") ?? "");
    }

    public IEnumerable<string> UnderWay() => [];

    public async ValueTask DisposeAsync()
    {
        events.Dispose();
        await processes.DisposeAsync();
    }

    private string PhaseOf(string request) => world.Objects.Find("remediations", request) is { } found ? Testimony.Phase(found) : "";
}
