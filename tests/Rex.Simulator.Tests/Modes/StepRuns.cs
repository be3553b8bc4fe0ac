using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Commands;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Runs steps against a world, and looks at what came of it.</summary>
internal static class StepRuns
{
    private static readonly StepName[] Steps = Enum.GetValues<StepName>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Core.Remediations.Delivery OfOneSecond(CommandWorld world, char before, char after)
    {
        var body = JsonNode.Parse(world.Delivery.Body.Span)!.AsObject();
        body["before"] = new string(before, 40);
        body["after"] = new string(after, 40);
        return world.Delivery with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()), DeliveryId = $"{before}" };
    }

    /// <summary>Runs the steps up to and with the named one, each in a process of its own.</summary>
    public static async Task<StepProcess> RunAsync(CommandWorld world, StepName last, Core.Remediations.Delivery? delivery = null)
    {
        var result = await StepProcess.ValidateAsync(world, Cancellation, delivery);
        result.Decision.ShouldBe("Remediate", result.ToString());
        for (var step = StepName.CancelAgents; step <= last; step++)
        {
            result = await StepProcess.RunAsync(world, step, result.Remediation, Cancellation);
            result.Code.ShouldBe(0, result.ToString());
        }

        return result;
    }

    /// <summary>Runs the last step in a process that dies right after the restart write.</summary>
    public static async Task DieAfterTheRestartAsync(CommandWorld world, string name)
    {
        using var died = new CancellationTokenSource();
        var running = StepProcess.RunAsync(world, StepName.ResumePipeline, name, died.Token);
        await world.World.WaitAsync(() => Restarts(world).Count > 0, Cancellation);
        await died.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    public static async Task<RemediationPhase> PhaseAsync(CommandWorld world, string name)
    {
        await using var services = world.Services("somebody");
        var store = services.GetRequiredService<IRemediationStore>();
        return (await store.GetAsync(RemediationId.Parse(name), Cancellation))!.Status.Phase;
    }

    public static async Task<JsonNode> ExplainAsync(CommandWorld world)
    {
        await using var services = world.Services("rex-explains");
        await using var output = new StringWriter();
        (await new ExplainCommand(services, output, true).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    /// <summary>What the workflow was restarted for, in the order of the restart writes.</summary>
    public static List<string> Restarts(CommandWorld world) =>
        [
            .. world
                .WritesOf("rex-0")
                .Where(entry => entry.TookEffect)
                .Select(entry => (string?)entry.Body?["metadata"]?["annotations"]?["rex.agents.platform/restarted-for"])
                .OfType<string>(),
        ];
}
