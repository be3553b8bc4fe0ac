using System.Text.Json;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>The stand-ins of the platform, each speaking to the cluster through the proxy under its own name.</summary>
internal sealed class PlatformStandIns : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> running = new();

    public static async Task<PlatformStandIns> StartAsync(World world, CancellationToken cancellationToken)
    {
        var standIns = new PlatformStandIns();
        try
        {
            await standIns.StartAllAsync(world, cancellationToken);
            return standIns;
        }
        catch
        {
            await standIns.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (running.TryPop(out var one))
        {
            await one.DisposeAsync();
        }
    }

    private async Task StartAllAsync(World world, CancellationToken cancellationToken)
    {
        var agents = world.Scenario.World.Agents;
        var kubelet = new KubeletOptions
        {
            Namespace = world.Namespace,
            NodeName = world.Node,
            TerminationLag = agents.Dying,
            Agents = new AgentWork(world).Of,
            Script = new ScriptWork(world).Of,
            Programs = world.Programs,
            Effects = new AgentDeeds(world),
        };
        running.Push(await Kubelet.StartAsync(world.ClientFor("kubelet"), kubelet, world.Clock, cancellationToken));
        var codeRuns = new CodeRunOptions
        {
            Namespace = world.Namespace,
            CleanupDelay = agents.Finalizer,
            OrphansPods = agents.OrphansPods,
            IsStuck = run => IsStuck(world, run),
        };
        running.Push(await CodeRunController.StartAsync(world.ClientFor("coderun-controller"), codeRuns, world.Clock, cancellationToken));
        var controller = world.Scenario.World.Controller;
        var argo = new ArgoOptions
        {
            Namespace = world.Namespace,
            Version = ArgoVersion.Parse(controller.Version.Value),
            RequeueTime = controller.Requeue,
            CacheLag = controller.Lag,
            MaxWorkflowSize = controller.MaxWorkflowSize,
            NodeCompression = controller.Compression,
        };
        running.Push(
            await ArgoController.StartAsync(world.ClientFor(Oracles.Evidence.WorkflowController), argo, world.Clock, cancellationToken)
        );
        ControllerStalls.Install(world, argo.Stalls);
        var server = await ArgoServerEndpoint.StartAsync(
            new ArgoServer(world.ClientFor("argo-server"), world.Clock, argo.Storage),
            cancellationToken
        );
        running.Push(server);
        running.Push(new Sensors(world, server.BaseAddress));
        running.Push(new Interventions(world, server.BaseAddress));
    }

    private static bool IsStuck(World world, JsonElement run) =>
        world.Tasks.Any(task =>
            task.Workflow == run.Label("workflow-name")
            && world.Scenario.World.Agents.StuckFinalizers.Any(stuck => stuck.Value == task.Name)
        );
}
