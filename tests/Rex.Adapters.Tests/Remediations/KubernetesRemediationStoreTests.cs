using System.Text.Json.Nodes;
using Rex.Adapters.Tests.Contracts;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations;

public sealed class KubernetesRemediationStoreTests : RemediationStoreContract, IAsyncLifetime
{
    private TestPlatform _platform = null!;

    protected override IRemediationStore Store => _platform.Port<IRemediationStore>();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task TryUpdateStatusAsync_SpecChanged_KeepsTheSpecOfTheLedger()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;

        var updated = await Store.TryUpdateStatusAsync(added with { DeliveryId = "forged" }, Cancel);

        updated.ShouldNotBeNull().DeliveryId.ShouldBe(added.DeliveryId);
    }

    [Fact]
    public async Task TryUpdateStatusAsync_Conditions_AreKubernetesConditions()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        await Store.TryUpdateStatusAsync(added with { Status = Samples.FullStatus() }, Cancel);

        var resource = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value))!.Value;

        JsonNode
            .Parse(resource.GetProperty("status").GetProperty("conditions").GetRawText())
            .ShouldSatisfyAllConditions(
                conditions => conditions![0]!["type"]!.GetValue<string>().ShouldBe("ValidateEvent"),
                conditions => conditions![0]!["status"]!.GetValue<string>().ShouldBe("True"),
                conditions => conditions![0]!["reason"]!.GetValue<string>().ShouldBe("Done"),
                conditions => conditions![1]!["reason"]!.GetValue<string>().ShouldBe("AtWork"),
                conditions => conditions![2]!["status"]!.GetValue<string>().ShouldBe("False"),
                conditions => conditions![2]!["reason"]!.GetValue<string>().ShouldBe("RestartNotSeen"),
                conditions => conditions![2]!["lastTransitionTime"]!.GetValue<string>().ShouldBe("2026-03-01T12:00:04Z")
            );
    }

    [Fact]
    public async Task GetAsync_TimeThatNoClockShows_CountsAsNone()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var resource = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value))!.Value;
        var forged = JsonNode.Parse(resource.GetRawText())!.AsObject();
        forged["spec"]!["acceptedAt"] = "9999-12-31T23:59:59Z";
        await _platform.Cluster.DeleteAsync(ClusterClient.Remediations, added.Id.Value);
        forged["metadata"] = new JsonObject { ["name"] = added.Id.Value, ["labels"] = forged["metadata"]!["labels"]!.DeepClone() };
        await _platform.Cluster.CreateAsync(ClusterClient.Remediations, forged);

        var read = await Store.GetAsync(added.Id, Cancel);

        // With it in, every look through the ledger would end in an overflow, and no task were worked on.
        read.ShouldNotBeNull().AcceptedAt.Year.ShouldBeLessThan(9000);
    }

    [Fact]
    public async Task ListAsync_ObjectThatRexDidNotWrite_LeavesItOut()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var forged = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value))!.Value;
        var copy = JsonNode.Parse(forged.GetRawText())!.AsObject();
        copy["metadata"] = new JsonObject
        {
            ["name"] = "rex-1-3-1-0123456789ab-01234567",
            ["labels"] = copy["metadata"]!["labels"]!.DeepClone(),
        };
        await _platform.Cluster.CreateAsync(ClusterClient.Remediations, copy);

        (await Store.ListAsync(added.Task, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(added.Id);
        (await Store.ListAsync(null, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(added.Id);
    }

    [Fact]
    public async Task GetAsync_BrokenRestartRecord_IsAnError()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var status = new JsonObject { ["status"] = new JsonObject { ["restart"] = "{}" } };
        await _platform.Cluster.MergePatchAsync(ClusterClient.Remediations, $"{added.Id.Value}/status", status);

        (await Should.ThrowAsync<PlatformException>(Store.GetAsync(added.Id, Cancel))).Reason.ShouldBe(ReasonCode.Unexpected);
    }

    protected override Task RemoveAsync(RemediationId id) => _platform.Cluster.DeleteAsync(ClusterClient.Remediations, id.Value);
}
