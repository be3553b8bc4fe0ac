using Microsoft.Extensions.Time.Testing;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Host.Commands;
using Rex.Host.Stepping;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Commands;

public sealed class RetryCommandTests : IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly StringWriter _output = new();
    private readonly FakeTimeProvider _time = new(Samples.Noon);

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task RunAsync_Failed_IsAcceptedAnew()
    {
        var sample = Samples.Remediation(RemediationPhase.Failed, ReasonCode.WorkflowNotFound);
        var failed = sample with { Status = sample.Status with { FinishedAt = Samples.Noon, NextAttemptAt = Samples.Noon.AddDays(9) } };
        _store.Put(failed);

        (await RunAsync(failed.Id.Value)).ShouldBe(0);

        var status = _store.Entries.Single().Status;
        status.Phase.ShouldBe(RemediationPhase.Accepted);
        status.NextAttemptAt.ShouldBeNull();
        status.FinishedAt.ShouldBe(Samples.Noon, "what was tried since is told by it");
        status.Attempts.ShouldBe(1, "whoever is at work on it still would notice");
    }

    [Theory]
    [InlineData(RemediationPhase.Succeeded, 3)]
    [InlineData(RemediationPhase.Superseded, 3)]
    [InlineData(RemediationPhase.Running, 0)]
    public async Task RunAsync_NotFailed_StaysAsItIs(RemediationPhase phase, int code)
    {
        var entry = Samples.Remediation(phase);
        _store.Put(entry);

        (await RunAsync(entry.Id.Value)).ShouldBe(code);

        _store.Entries.Single().ShouldBe(entry);
        _output.ToString().ShouldContain($"has not failed ({phase})");
    }

    [Theory]
    [InlineData("nonsense", "is no name of a Remediation")]
    [InlineData("rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd", "There is no Remediation")]
    public async Task RunAsync_UnknownName_IsBadInput(string name, string problem)
    {
        var error = await Should.ThrowAsync<CommandException>(() => RunAsync(name));

        error.Code.ShouldBe(2);
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData(299, RemediationPhase.Running)]
    [InlineData(300, RemediationPhase.Accepted)]
    public async Task RunAsync_LeftOpen_IsAcceptedAnewOnceItsLastAttemptMustBeOver(int seconds, RemediationPhase phase)
    {
        var entry = Samples.Remediation(RemediationPhase.Running);
        _store.Put(entry);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        (await RunAsync(entry.Id.Value)).ShouldBe(0);

        _store.Entries.Single().Status.Phase.ShouldBe(phase);
        _output.ToString().ShouldContain(phase == RemediationPhase.Running ? "from 2026-03-01 12:05:00Z on" : "is taken up again");
    }

    [Theory]
    [InlineData(ReasonCode.WorkflowNotFound, false, false)]
    [InlineData(ReasonCode.WorkflowNotFound, true, true)]
    [InlineData(ReasonCode.WorkflowReplaced, false, false)]
    [InlineData(ReasonCode.WorkflowReplaced, true, true)]
    [InlineData(ReasonCode.TimedOut, false, true)]
    public async Task RunAsync_MainWorkflowIsGone_AnotherOneMayBeChosenWhereNoneWasRestarted(ReasonCode reason, bool restarted, bool keeps)
    {
        var sample = Samples.Remediation(RemediationPhase.Failed, reason);
        var status = sample.Status with
        {
            Workflow = new ObjectReference("play-1", "uid"),
            Restart = restarted ? new RestartRecord("n", new Dictionary<string, string?>(), new Dictionary<string, RecordedNode>()) : null,
        };
        _store.Put(sample with { Status = status });

        (await RunAsync(sample.Id.Value)).ShouldBe(0);

        _store.Entries.Single().Status.Workflow.ShouldBe(keeps ? status.Workflow : null);
    }

    private Task<int> RunAsync(string name) =>
        new RetryCommand(_store, new OpenAttempts(_store, new DeadlineOptions(), _time), _output).RunAsync(
            name,
            TestContext.Current.CancellationToken
        );
}
