using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Adapters.Remediations;
using Rex.Adapters.Remediations.Requests;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations.Requests;

/// <summary>Events that somebody wrote down in the ledger's namespace are no remediations, and remediations are no such events.</summary>
public sealed class RemediationRequestsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private TestPlatform _platform = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IRemediationStore Store => _platform.Port<IRemediationStore>();

    private RemediationRequests Requests => _platform.Port<RemediationRequests>();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task ListAsync_EventsAndRemediations_AreKeptApart()
    {
        var remediation = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        await CreateAsync("push-b", new JsonObject { ["ref"] = "refs/heads/{{x}}$(y)\"'\n" });
        await CreateAsync("push-a", []);

        var requests = await Requests.ListAsync(Cancel);

        requests.Select(request => request.Name).ShouldBe(["push-a", "push-b"]);
        requests[1].Value("ref").ShouldBe("refs/heads/{{x}}$(y)\"'\n");
        requests[1].Value("after").ShouldBeNull();
        requests.ShouldAllBe(request => !request.HasEnded);
        (await Store.ListAsync(null, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(remediation.Id);
    }

    [Fact]
    public async Task Event_UnderTheNameOfARemediation_IsNone()
    {
        var id = Samples.Remediation().Id;
        await CreateAsync(id.Value, new JsonObject { ["ref"] = "refs/heads/task-3" });

        (await Store.ListAsync(null, Cancel)).ShouldBeEmpty();
        (await Store.TryAddAsync(Samples.Remediation(), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Event_BesideTheFactsOfAPush_IsNoRemediationForThat()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var resource = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value))!.Value;
        var both = JsonNode.Parse(resource.GetRawText())!;
        both["spec"]!["event"] = new JsonObject();

        RemediationReading.Read(resource, resource.Name()).ShouldNotBeNull();
        RemediationReading.Read(JsonElement.Parse(both.ToJsonString()), resource.Name()).ShouldBeNull();
    }

    [Fact]
    public async Task Event_BesideTheFactsOfAPush_IsRefusedByTheDefinition()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var spec = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value))!.Value.GetProperty("spec");
        var both = JsonNode.Parse(spec.GetRawText())!.AsObject();
        both["event"] = new JsonObject();

        (await Record.ExceptionAsync(() => CreateAsync("push-a", null, both))).ShouldNotBeNull().Message.ShouldContain("oneOf");
        (await Record.ExceptionAsync(() => CreateAsync("push-b", null, []))).ShouldNotBeNull().Message.ShouldContain("oneOf");
    }

    [Theory]
    [InlineData(DeliveryResult.Accepted, null, "HandedOver")]
    [InlineData(DeliveryResult.Duplicate, ReasonCode.Duplicate, "Duplicate")]
    [InlineData(DeliveryResult.Ignored, ReasonCode.SenderNotAllowed, "Ignored")]
    public async Task EndAsync_Outcome_IsWrittenDown(DeliveryResult result, ReasonCode? reason, string phase)
    {
        await CreateAsync("push-a", new JsonObject { ["ref"] = "x" });
        var request = (await Requests.ListAsync(Cancel)).Single();
        var id = result == DeliveryResult.Ignored ? null : Samples.Remediation().Id;

        await Requests.EndAsync(request, new DeliveryOutcome(result, reason, "Why.", id, null), Now, Cancel);

        var ended = (await Requests.ListAsync(Cancel)).Single();
        ended.HasEnded.ShouldBeTrue();
        ended.FinishedAt.ShouldBe(Now);
        ended.Value("ref").ShouldBe("x");
        var status = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, "push-a"))!.Value.GetProperty("status");
        var expected = new JsonObject
        {
            ["phase"] = phase,
            ["message"] = "Why.",
            ["finishedAt"] = "2026-03-01T12:00:00Z",
        };
        if (reason is not null)
        {
            expected["reason"] = reason.ToString();
        }

        if (id is not null)
        {
            expected["remediation"] = id.Value;
        }

        JsonNode.DeepEquals(JsonNode.Parse(status.GetRawText()), expected).ShouldBeTrue(status.GetRawText());
    }

    [Fact]
    public async Task EndAsync_ChangedMeanwhile_LeavesItToTheNextLook()
    {
        await CreateAsync("push-a", []);
        var request = (await Requests.ListAsync(Cancel)).Single();
        await Requests.EndAsync(
            request,
            new DeliveryOutcome(DeliveryResult.Ignored, ReasonCode.NotAPush, "First.", null, null),
            Now,
            Cancel
        );

        await Requests.EndAsync(
            request,
            new DeliveryOutcome(DeliveryResult.Ignored, ReasonCode.NotAPush, "Second.", null, null),
            Now,
            Cancel
        );
        await Requests.RemoveAsync(request, Cancel);

        var left = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, "push-a"))!.Value;
        left.GetProperty("status").GetProperty("message").GetString().ShouldBe("First.");
        await Requests.RemoveAsync((await Requests.ListAsync(Cancel)).Single(), Cancel);
        (await Requests.ListAsync(Cancel)).ShouldBeEmpty();
    }

    private Task<JsonElement> CreateAsync(string name, JsonObject? sent, JsonObject? spec = null) =>
        _platform.Cluster.CreateAsync(
            ClusterClient.Remediations,
            new JsonObject
            {
                ["apiVersion"] = "rex.agents.platform/v1alpha1",
                ["kind"] = "Remediation",
                ["metadata"] = new JsonObject { ["name"] = name },
                ["spec"] = spec ?? new JsonObject { ["event"] = sent },
            }
        );
}
