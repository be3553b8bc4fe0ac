using System.Diagnostics;
using Rex.Simulator.Commands;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Modes;

/// <summary>The pods start <c>rex</c> as the kubelet would: as processes of the machine, on its clock.</summary>
public sealed class RealProcessesTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Workflow_StepsAreProcesses_QaRestartsOnTheNewestCode()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(AtMost);
        await using var argo = await ArgoWorld.StartAsync(Scenario(), speed: 1, limit.Token);
        var world = argo.World;
        var settings = new StepSettings(argo.Connection, ArgoManifests.WorkflowTemplate());
        List<string> started = [];
        world.Programs.Install("rex", (start, token) => RunAsync(start, settings, started, token));
        await world.WaitAsync(() => world.Conditions.Holds(Condition.Parse("cleo running")), limit.Token);

        // The answer is read from pods that run in this process; here only the cluster tells.
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var delivering = argo.Rex.DeliverAsync(argo.Push(1), answered.Token);
        await world.WaitAsync(() => RemediationWorkflows.AllIn(world).Any(RemediationWorkflows.HasEnded), limit.Token);
        await answered.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => delivering);

        Testimony.Phase(RemediationWorkflows.AllIn(world).Single()).ShouldBe("Succeeded");
        started.ShouldBe(["validate-event", "cancel-agents", "remove-qa-label", "reset-workflow", "resume-pipeline", "report"]);
        var remediation = world.Objects.All("remediations").Single();
        ((string?)remediation["status"]!["reason"]).ShouldBe("Restarted");
        world.Conditions.Holds(Condition.Parse("workflow restarted")).ShouldBeTrue();
    }

    private static Scenario Scenario()
    {
        var scenario = ScenarioSelection.Find(["g2-while-cleo-runs"]).Single();
        var now = DateTimeOffset.UtcNow;
        scenario.Start = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        scenario.World.Controller.Requeue = TimeSpan.FromMilliseconds(500);
        scenario.World.Agents.Rex = TimeSpan.FromSeconds(1);
        scenario.World.Agents.Cleo = TimeSpan.FromMinutes(10);
        return scenario;
    }

    private static async Task<int> RunAsync(ContainerStart start, StepSettings settings, List<string> started, CancellationToken token)
    {
        settings.Fill(start);
        var program = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "rex.dll"), .. start.Arguments.Select(start.Volumes.Here)]
        )
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in start.Environment)
        {
            program.Environment[name] = value;
        }

        started.Add(start.Step);
        using var process = Process.Start(program)!;
        try
        {
            await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
