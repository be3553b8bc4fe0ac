using Microsoft.Extensions.Time.Testing;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Stepping;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Stepping;

public sealed class EndReportTests
{
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _time = new(Samples.Noon);

    [Fact]
    public async Task RunAsync_LedgerDoesNotAnswerForAWhile_IsTriedAgain()
    {
        var entry = Samples.Remediation(RemediationPhase.Running) with { DeliveryId = "d" };
        _store.Put(entry);
        _store.Failure = new PlatformException(ReasonCode.NetworkError, "no answer");
        var running = RunAsync();
        running.IsCompleted.ShouldBeFalse();

        _store.Failure = null;
        _time.Advance(TimeSpan.FromSeconds(1));

        (await running).Decision.ShouldBe(StepDecision.Failed);
        _store.Entries.Single().Status.Phase.ShouldBe(RemediationPhase.Failed);
    }

    [Fact]
    public async Task RunAsync_LedgerNeverAnswers_GivesUpInTheTimeOfTheLongestStep()
    {
        _store.Failure = new PlatformException(ReasonCode.NetworkError, "no answer");
        var running = RunAsync();

        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await Should.ThrowAsync<PlatformException>(() => running)).Reason.ShouldBe(ReasonCode.NetworkError);
        (_time.GetUtcNow() - Samples.Noon).ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task RunAsync_RefusedForGood_IsNotTriedAgain()
    {
        _store.Failure = new PlatformException(ReasonCode.PermissionMissing, "no");

        (await Should.ThrowAsync<PlatformException>(RunAsync)).Reason.ShouldBe(ReasonCode.PermissionMissing);
    }

    private Task<StepResult> RunAsync()
    {
        var push = Samples.Remediation(RemediationPhase.Running).Push;
        var fields = new Dictionary<EventField, string>
        {
            [EventField.Type] = "push",
            [EventField.Delivery] = "d",
            [EventField.Ref] = $"refs/heads/{push.Branch}",
            [EventField.Before] = $"{push.Before}",
            [EventField.After] = $"{push.After}",
            [EventField.Repository] = push.Repository.FullName,
            [EventField.RepositoryId] = $"{push.RepositoryId}",
            [EventField.PushedAt] = $"{push.PushedAt.ToUnixTimeSeconds()}",
            [EventField.Sender] = PushOptions.DefaultSender,
        };
        var factory = new RemediationRunnerFactory(
            // A report looks at the ledger alone.
            null!,
            null!,
            null!,
            _store,
            null!,
            new RexOptions { Pushes = new PushOptions { Repositories = [push.Repository.FullName] } },
            _time,
            () => 0
        );
        return new EndReport(factory).RunAsync(
            new EventFields(fields.GetValueOrDefault).ToDelivery(),
            TestContext.Current.CancellationToken
        );
    }
}
