using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Commands;

public sealed class RetryCommandTests : IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly StringWriter _output = new();

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
        status.FinishedAt.ShouldBeNull();
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

    private Task<int> RunAsync(string name) => new RetryCommand(_store, _output).RunAsync(name, TestContext.Current.CancellationToken);
}
