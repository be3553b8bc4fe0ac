using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Host.Stepping;

namespace Rex.Simulator.Tests.Modes;

/// <summary>What one <c>rex step</c> gave back, run with services of its own, as a process has them.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Json">What it wrote.</param>
internal sealed record StepProcess(int Code, JsonObject Json)
{
    public string Decision => (string)Json["decision"]!;

    public string Reason => (string)Json["reason"]!;

    public string Remediation => (string)Json["remediation"]!;

    public override string ToString() => $"{Code} {Json}";

    public static Task<StepProcess> ValidateAsync(
        CommandWorld world,
        CancellationToken token,
        Core.Remediations.Delivery? delivery = null
    ) => RunAsync(world, command => command.ValidateAsync(() => delivery ?? world.Delivery, token));

    public static Task<StepProcess> ReportAsync(CommandWorld world, CancellationToken token) =>
        RunAsync(world, command => command.ReportAsync(() => world.Delivery, token));

    public static Task<StepProcess> RunAsync(CommandWorld world, StepName step, string remediation, CancellationToken token) =>
        step == StepName.ValidateEvent
            ? ValidateAsync(world, token)
            : RunAsync(world, command => command.RunAsync(step, remediation, token));

    private static async Task<StepProcess> RunAsync(CommandWorld world, Func<StepCommand, Task<int>> run)
    {
        await using var services = world.Services("rex-0");
        await using var output = new StringWriter();
        var code = await run(new StepCommand(services, new StepOutputs(output, null)));
        return new StepProcess(code, JsonNode.Parse(output.ToString())!.AsObject());
    }
}
