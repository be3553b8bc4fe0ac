using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>A finished workflow's time to live: what its timer looks at when it fires.</summary>
public sealed class WorkflowTtlTests
{
    private const string Name = "play-1";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("secondsAfterCompletion")]
    [InlineData("secondsAfterFailure")]
    public async Task Timer_WorkflowHasEnded_IsDeletedAfterThatTime(string field)
    {
        await using var world = await PlatformWorld.StartAsync();
        await CreateAsync(world, "Failed", field);

        await Task.Delay(Lifetime - TimeSpan.FromSeconds(30), world.Clock, Cancellation);
        (await ExistsAsync(world)).ShouldBeTrue();

        await world.UntilAsync(async () => !await ExistsAsync(world), "deleted");
    }

    [Fact]
    public async Task Timer_MadeToRunAgainMeanwhile_LeavesIt()
    {
        await using var world = await PlatformWorld.StartAsync();
        await CreateAsync(world, "Failed");

        await PatchAsync(world, """{"spec":{"suspend":true},"status":{"phase":"Running","finishedAt":null}}""", completed: "false");
        await Task.Delay(Lifetime * 2, world.Clock, Cancellation);

        (await ExistsAsync(world)).ShouldBeTrue();
    }

    [Fact]
    public async Task Timer_MadeToRunAgainAndHeldWhenItFires_DeletesIt()
    {
        await using var world = await PlatformWorld.StartAsync();
        await CreateAsync(world, "Failed");

        await PatchAsync(world, """{"spec":{"suspend":true},"status":{"phase":"Running","finishedAt":null}}""", completed: "false");
        await Task.Delay(TimeSpan.FromSeconds(10), world.Clock, Cancellation);
        await PatchAsync(world, "{}", completed: "true");

        await world.UntilAsync(async () => !await ExistsAsync(world), "deleted, although it runs");
    }

    [Fact]
    public async Task Timer_RunningAndHeld_IsNotSet()
    {
        await using var world = await PlatformWorld.StartAsync();
        await CreateAsync(world, "Running");

        await Task.Delay(Lifetime * 2, world.Clock, Cancellation);

        (await ExistsAsync(world)).ShouldBeTrue();
    }

    private static async Task<bool> ExistsAsync(PlatformWorld world) =>
        await world.Api.FindAsync(KubeResource.Workflows, PlatformWorld.Namespace, Name, Cancellation) is not null;

    private static async Task PatchAsync(PlatformWorld world, string patch, string completed)
    {
        var body = (JsonObject)JsonNode.Parse(patch)!;
        body["metadata"] = new JsonObject { ["labels"] = new JsonObject { [ArgoNames.Completed] = completed } };
        await world.Api.PatchAsync(KubeResource.Workflows, PlatformWorld.Namespace, Name, body, Cancellation);
    }

    private static Task<JsonElement> CreateAsync(PlatformWorld world, string phase, string field = "secondsAfterCompletion")
    {
        var ttl = new JsonObject { [field] = (int)Lifetime.TotalSeconds };
        var workflow = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name,
                ["labels"] = new JsonObject { [ArgoNames.Completed] = "true" },
            },
            ["spec"] = new JsonObject { ["entrypoint"] = "main", ["ttlStrategy"] = ttl },
            ["status"] = new JsonObject
            {
                ["phase"] = phase,
                ["finishedAt"] = phase == "Running" ? null : KubeTime.Format(world.Clock.GetUtcNow()),
            },
        };
        return world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, Cancellation);
    }
}
