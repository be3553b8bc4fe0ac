using System.Text.Json;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;
using Rex.Simulator.Tests.Deploying;

namespace Rex.Simulator.Tests.Platform;

/// <summary>Several workflow controllers share a cluster by instance ids: each has its own workflows, and sees no others.</summary>
public sealed class InstanceIdTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("")]
    public async Task Controller_RunsItsOwnWorkflowsAlone(string own)
    {
        await using var world = await PlatformWorld.StartAsync(PlatformWorld.Brisk with { InstanceId = own });
        string[] labels = ["default", "other", ""];
        foreach (var label in labels)
        {
            await StartAsync(world, label);
        }

        // The kubelet's part: what a pod of a workflow reports is its controller's too.
        await world.WorkflowWhenAsync($"play-{own}x", workflow => PlatformWorld.Waits(workflow, "wait-pr-created"), "the gate");

        foreach (var label in labels.Where(label => label != own))
        {
            (await world.WorkflowAsync($"play-{label}x")).Phase().ShouldBeNullOrEmpty($"'{label}' is nothing to the controller of '{own}'");
        }
    }

    [Theory]
    [InlineData("default", true)]
    [InlineData("other", false)]
    [InlineData(null, false)]
    public void PrintedSensor_CreatesWhatTheControllerOfThatIdSees(string? printed, bool isSeen)
    {
        string[] arguments = printed is null ? [] : ["--instance-id", printed];
        var created = PrintedManifests.Print(arguments).OfKind("Sensor")["spec"]!["triggers"]![0]!["template"]!["k8s"]!["source"]![
            "resource"
        ]!;

        var label = created["metadata"].TextAt("labels", ArgoNames.InstanceId);
        (new ArgoOptions { InstanceId = "default" }.InstanceSelector == $"{ArgoNames.InstanceId}={label}").ShouldBe(isSeen);
    }

    private static Task<JsonElement> StartAsync(PlatformWorld world, string label)
    {
        var workflow = new PlayRun("play-g1", PlatformWorld.Namespace, 1, "acme/shop", Name: $"play-{label}x").ToWorkflow();
        if (label.Length > 0)
        {
            workflow["metadata"]!["labels"]![ArgoNames.InstanceId] = label;
        }

        return world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, PlatformWorld.Cancellation);
    }
}
