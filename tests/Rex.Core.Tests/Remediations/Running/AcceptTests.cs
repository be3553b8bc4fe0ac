using System.Text;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Tests.Pushes;

namespace Rex.Core.Tests.Remediations.Running;

/// <summary>What becomes of a delivery when it is received.</summary>
public class AcceptTests
{
    private static readonly RemediationId Id = RemediationId.Parse("rex-1296269123-3-1763856000-8c3ad1e4b6f7-56f9a27f");

    private readonly World _world = new() { Options = new() { Pushes = new PushOptions { Repositories = ["5dlabs/cto"] } } };

    [Fact]
    public void AcceptAsync_TaskPush_IsInTheLedgerWhenItReturns()
    {
        var outcome = Accept(PushBody.Text);

        outcome.Result.ShouldBe(DeliveryResult.Accepted);
        outcome.Reason.ShouldBeNull();
        outcome.Message.ShouldBe($"Accepted as {Id}.");
        outcome.Id.ShouldBe(Id);
        outcome.Push!.Id.ShouldBe(Id);
        var entry = _world.Store[Id];
        outcome.Accepted.ShouldBe(entry);
        entry.Push.ShouldBe(outcome.Push);
        entry.DeliveryId.ShouldBe("delivery-1");
        entry.TraceParent.ShouldBe("trace-1");
        entry.Status.ShouldBe(RemediationStatus.Accepted);
        entry.AcceptedAt.ShouldBe(Samples.Now);
    }

    [Fact]
    public void AcceptAsync_SamePushAgain_IsADuplicate()
    {
        Accept(PushBody.Text);

        var outcome = Accept(PushBody.Text, "delivery-2");

        outcome.Result.ShouldBe(DeliveryResult.Duplicate);
        outcome.Reason.ShouldBe(ReasonCode.Duplicate);
        outcome.Message.ShouldBe($"{Id} was accepted before.");
        outcome.Id.ShouldBe(Id);
        outcome.Accepted.ShouldBeNull();
        _world.Store.All.Count.ShouldBe(1);
        _world.Store[Id].DeliveryId.ShouldBe("delivery-1");
    }

    [Fact]
    public void AcceptAsync_NotATaskBranch_IsIgnoredAndNotInTheLedger()
    {
        var outcome = Accept(PushBody.With("ref", "\"refs/heads/main\""));

        outcome.Result.ShouldBe(DeliveryResult.Ignored);
        outcome.Reason.ShouldBe(ReasonCode.NotATaskBranch);
        outcome.Id.ShouldBeNull();
        outcome.Push.ShouldBeNull();
        _world.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public void AcceptAsync_WhateverItIs_TellsTheObserver()
    {
        var outcomes = new[] { Accept(PushBody.Text), Accept(PushBody.Text), Accept("{}") };

        _world.Observer.Outcomes.ShouldBe(outcomes);
    }

    [Fact]
    public void AcceptAsync_LedgerFails_IsNotAccepted()
    {
        _world.Calls.Before(Call.AddRemediation, () => throw new PlatformException(ReasonCode.NetworkError, "No connection."));

        Should.Throw<PlatformException>(() => Accept(PushBody.Text));

        _world.Observer.Outcomes.ShouldBeEmpty();
    }

    private DeliveryOutcome Accept(string body, string delivery = "delivery-1") =>
        _world.Pump.Run(() =>
            _world
                .Factory.CreateRunner()
                .AcceptAsync(
                    new Delivery("push", PushContentType.Json, Encoding.UTF8.GetBytes(body), delivery, "trace-1"),
                    CancellationToken.None
                )
        );
}
