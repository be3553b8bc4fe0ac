using System.Net;
using System.Text;
using System.Text.Json;
using Rex.Adapters.Events;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Events;

/// <summary>What is told becomes an Event on the cluster, or is dropped; nobody ever waits for it.</summary>
public sealed class EventRecorderTests : IAsyncLifetime
{
    private const string Events = "apis/events.k8s.io/v1/namespaces/agent-platform/events";
    private const string OldEvents = "api/v1/namespaces/agent-platform/events";

    private TestPlatform _platform = null!;
    private EventRecorder _recorder = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _recorder = _platform.Port<EventRecorder>();
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task RunAsync_Accepted_IsAnEventAboutTheRemediationThatIsThere()
    {
        var added = await AddAsync();

        _recorder.Decided(Accepted(added));
        await WriteAllAsync();

        var written = (await _platform.Cluster.GetAsync(Events, $"{added.Id}.accepted")).ShouldNotBeNull();
        var there = (await _platform.Cluster.GetAsync(ClusterClient.Remediations, added.Id.Value)).ShouldNotBeNull();
        Text(written, "regarding", "uid").ShouldBe(Text(there, "metadata", "uid"));
        Text(written, "regarding", "apiVersion").ShouldBe("rex.agents.platform/v1alpha1");
        Text(written, "regarding", "kind").ShouldBe("Remediation");
        Text(written, "reason").ShouldBe("Accepted");
        Text(written, "type").ShouldBe("Normal");
        Text(written, "reportingController").ShouldBe("rex.agents.platform/rex");
        Text(written, "eventTime").ShouldBe("2026-03-01T12:00:00.123456Z");
        _recorder.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_EndOfWhatTouchedTheWorkflow_IsAnEventOnBothAsKubectlReadsThem()
    {
        var ended = (await AddAsync()) with { Status = Samples.FullStatus() };

        _recorder.Changed(ended);
        await WriteAllAsync();

        var name = $"{ended.Id}.resumepipeline.restartnotseen";
        var onIt = (await _platform.Cluster.GetAsync(OldEvents, name)).ShouldNotBeNull();
        var onWorkflow = (await _platform.Cluster.GetAsync(OldEvents, $"{name}.workflow")).ShouldNotBeNull();
        Text(onIt, "involvedObject", "name").ShouldBe(ended.Id.Value);
        Text(onIt, "type").ShouldBe("Warning");
        Text(onWorkflow, "involvedObject", "name").ShouldBe("play-task-3-r5z88");
        Text(onWorkflow, "involvedObject", "uid").ShouldBe("11111111-1111-1111-1111-111111111111");
        Text(onWorkflow, "related", "name").ShouldBe(ended.Id.Value);
        Text(onWorkflow, "message").ShouldNotBeNull().ShouldContain("Nothing was seen of");
    }

    [Fact]
    public async Task RunAsync_ToldTwice_IsOneEventAndNotDropped()
    {
        var added = await AddAsync();

        _recorder.Decided(Accepted(added));
        _recorder.Decided(Accepted(added));
        await WriteAllAsync();

        _platform.Faults.Requests.Count(request => request.StartsWith("POST /apis/events", StringComparison.Ordinal)).ShouldBe(2);
        _recorder.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_Refused_DropsAndGoesOn()
    {
        var added = await AddAsync();
        var refused = 0;
        _platform.Faults.Intercept = (request, _) =>
            Task.FromResult(
                request.Method == HttpMethod.Post && refused++ < 2 ? FaultHandler.Status(HttpStatusCode.Forbidden, "Forbidden", "no") : null
            );

        _recorder.Decided(Accepted(added));
        _recorder.Changed(added with { Status = Samples.FullStatus() });
        await WriteAllAsync();

        _recorder.Dropped.ShouldBe(2);
        var name = $"{added.Id}.resumepipeline.restartnotseen.workflow";
        (await _platform.Cluster.GetAsync(Events, name)).ShouldNotBeNull("what comes after it is written");
    }

    [Fact]
    public void Decided_NobodyWrites_DropsWhatIsTooMuchAndWaitsForNothing()
    {
        var remediation = Samples.Remediation() with { Uid = "u" };

        for (var told = 0; told < 600; told++)
        {
            _recorder.Decided(Accepted(remediation));
        }

        _recorder.Dropped.ShouldBe(600 - 512);
    }

    [Fact]
    public async Task RunAsync_IsStopped_DropsWhatWaitsAndWhatComes()
    {
        var added = await AddAsync();
        _platform.Faults.Hang = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _recorder.Decided(Accepted(added));
        _recorder.Decided(Accepted(added));
        var running = _recorder.RunAsync(stop.Token);
        await _platform.Faults.Hang.Task.WaitAsync(Cancellation);

        await stop.CancelAsync();
        await running;
        _recorder.Decided(Accepted(added));

        _recorder.Dropped.ShouldBe(3);
    }

    [Theory]
    [InlineData(DeliveryResult.Duplicate)]
    [InlineData(DeliveryResult.Ignored)]
    public async Task Decided_NotAccepted_TellsNothing(DeliveryResult result)
    {
        var push = Samples.Push();

        _recorder.Decided(new DeliveryOutcome(result, ReasonCode.Duplicate, "", push.Id, push));
        await WriteAllAsync();

        _platform.Faults.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_RemediationWithoutUid_TellsNothing()
    {
        _recorder.Decided(Accepted(Samples.Remediation()));
        await WriteAllAsync();

        _platform.Faults.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_LongNote_IsCutBetweenCharactersToWhatTheServerTakes()
    {
        var added = await AddAsync();
        var status = Samples.FullStatus() with { Message = string.Concat(Enumerable.Repeat("aé😀", 400)) };

        _recorder.Changed(added with { Status = status });
        await WriteAllAsync();

        _recorder.Dropped.ShouldBe(0);
        var note = Text((await _platform.Cluster.GetAsync(Events, $"{added.Id}.resumepipeline.restartnotseen")).ShouldNotBeNull(), "note");
        note.ShouldNotBeNull().ShouldEndWith("…");
        note.ShouldNotContain("\ufffd");
        Encoding.UTF8.GetByteCount(note).ShouldBeInRange(1018, 1024);
    }

    private static DeliveryOutcome Accepted(Remediation remediation) =>
        new(DeliveryResult.Accepted, null, "", remediation.Id, remediation.Push) { Accepted = remediation };

    private static string? Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (one, name) => one.GetProperty(name)).GetString();

    private async Task<Remediation> AddAsync() =>
        (await _platform.Port<IRemediationStore>().TryAddAsync(Samples.Remediation(), Cancellation)).ShouldNotBeNull();

    private Task WriteAllAsync()
    {
        _recorder.Complete();
        return _recorder.RunAsync(Cancellation);
    }
}
