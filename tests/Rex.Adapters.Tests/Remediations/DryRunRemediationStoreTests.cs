using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Rex.Adapters.Kubernetes;
using Rex.Adapters.Remediations;
using Rex.Adapters.Tests.Contracts;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations;

/// <summary>The ledger of dry runs, beside the real one in the same namespace.</summary>
public sealed class DryRunRemediationStoreTests : RemediationStoreContract, IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private RemediationStore _store = null!;

    protected override IRemediationStore Store => _store;

    private IRemediationStore Real => _platform.Port<IRemediationStore>();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        var remediations = new ResourceClient(_platform.Port<ApiClient>(), ResourceType.Remediations, ClusterClient.Namespace);
        _store = new RemediationStore(remediations, new LedgerEntries(isDryRun: true), NullLogger<RemediationStore>.Instance);
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task TryAddAsync_Rehearsed_IsNamedAndLabelledSo()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;

        var resource = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, $"dry-run.{added.Id}")).ShouldNotBeNull();
        JsonNode.Parse(resource.GetRawText())!["metadata"]!["labels"]!["rex.agents.platform/dry-run"]!.GetValue<string>().ShouldBe("true");
    }

    [Fact]
    public async Task TryAddAsync_RehearsedBefore_IsNoDuplicateInTheRealLedger()
    {
        var rehearsed = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        await Store.TryUpdateStatusAsync(rehearsed with { Status = Samples.FullStatus() }, Cancel);

        var real = (await Real.TryAddAsync(Samples.Remediation(), Cancel)).ShouldNotBeNull();

        real.Status.Phase.ShouldBe(RemediationPhase.Accepted);
        (await Store.TryAddAsync(Samples.Remediation(), Cancel)).ShouldBeNull("it is a duplicate in its own ledger");
    }

    [Fact]
    public async Task ListAsync_BothLedgers_NeitherSeesTheOther()
    {
        var push = Samples.Push(task: 4);
        var rehearsed = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var real = (await Real.TryAddAsync(Samples.Remediation(push), Cancel))!;

        (await Store.ListAsync(null, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(rehearsed.Id);
        (await Real.ListAsync(null, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(real.Id);
        (await Store.GetAsync(real.Id, Cancel)).ShouldBeNull();
        (await Real.GetAsync(rehearsed.Id, Cancel)).ShouldBeNull();
    }

    /// <summary>A label can be taken off by anybody who may write it; the name stays.</summary>
    [Fact]
    public async Task ListAsync_LabelIsTakenOff_StaysOutOfTheRealLedger()
    {
        var rehearsed = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["rex.agents.platform/dry-run"] = null } },
        };
        await _platform.Cluster.MergePatchAsync(ClusterClient.Remediations, $"dry-run.{rehearsed.Id}", patch);

        (await Real.ListAsync(rehearsed.Task, Cancel)).ShouldBeEmpty();
        (await Store.ListAsync(rehearsed.Task, Cancel)).ShouldHaveSingleItem();
    }

    protected override Task RemoveAsync(RemediationId id) => _platform.Cluster.DeleteAsync(ClusterClient.Remediations, $"dry-run.{id}");
}
