using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rex.Core.Remediations;
using Rex.Host.Observing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>What a remediation's changes come to as metrics and traces.</summary>
public sealed class RemediationTelemetryTests : IDisposable
{
    private const string Delivery = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private readonly FakeTimeProvider _time = new(Samples.Noon.AddSeconds(2));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RexInstruments _instruments;
    private readonly Measurements _measured;
    private readonly StoppedActivities _activities;
    private readonly RemediationTelemetry _telemetry;
    private Remediation _remediation = Samples.Remediation(RemediationPhase.Running) with { TraceParent = Delivery };

    public RemediationTelemetryTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _measured = new Measurements(meters);
        _instruments = new RexInstruments(meters);
        _activities = new StoppedActivities(_instruments.Activities);
        _telemetry = new RemediationTelemetry(_instruments, _time);
    }

    public void Dispose()
    {
        _activities.Dispose();
        _measured.Dispose();
        _instruments.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Changed_FromTakenUpToRestarted_MeasuresStepsAndBothLatencies()
    {
        TakeUp();
        Step(StepName.CancelAgents, 5, true);
        Step(StepName.ResumePipeline, 3, true, ReasonCode.Restarted, RemediationPhase.Succeeded);

        _measured.Of("rex.step.duration").ShouldBe(["5 CancelAgents Done", "3 ResumePipeline Ended"]);
        _measured.Of("rex.cancellation.latency").ShouldBe(["7"]);
        _measured.Of("rex.restart.latency").ShouldBe(["10"]);
        _measured.Of("rex.remediations").ShouldBe(["1 Succeeded Restarted"]);
    }

    [Fact]
    public void Changed_FromTakenUpToRestarted_IsATraceFromTheDelivery()
    {
        TakeUp();
        Step(StepName.CancelAgents, 5, true);
        Step(StepName.ResumePipeline, 3, true, ReasonCode.Restarted, RemediationPhase.Succeeded);

        var (remediation, step) = (_activities.Single("rex.remediation"), _activities.Single("rex.step CancelAgents"));
        remediation.ParentId.ShouldBe(Delivery);
        remediation.Duration.ShouldBe(TimeSpan.FromSeconds(8));
        remediation.GetTagItem("rex.remediation.id").ShouldBe(_remediation.Id.Value);
        remediation.GetTagItem("rex.outcome").ShouldBe("Succeeded");
        step.ParentId.ShouldBe(remediation.Id);
        step.Duration.ShouldBe(TimeSpan.FromSeconds(5));
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public void Changed_StepIsTriedAgainAndFails_IsOneStepWithAnEventForTheFailedTry()
    {
        TakeUp();
        Step(StepName.RemoveQaLabel, 4, false, ReasonCode.NetworkError);
        Condition(StepName.RemoveQaLabel, 2, false, ReasonCode.AccessLost, RemediationPhase.Failed);

        _measured.Of("rex.step.duration").ShouldBe(["6 RemoveQaLabel Failed"]);
        _measured.Of("rex.remediations").ShouldBe(["1 Failed AccessLost"]);
        _measured.Of("rex.restart.latency").ShouldBeEmpty();
        var step = _activities.Single("rex.step RemoveQaLabel");
        step.Events.ShouldHaveSingleItem().Name.ShouldBe("retry");
        step.Status.ShouldBe(ActivityStatusCode.Error);
        _activities.Single("rex.remediation").Status.ShouldBe(ActivityStatusCode.Error);
    }

    [Fact]
    public void Changed_Deferred_EndsTheAttemptAndCountsNone()
    {
        TakeUp();
        Condition(StepName.ValidateEvent, 0, false);
        _remediation = _remediation with { Status = _remediation.Status with { NextAttemptAt = _time.GetUtcNow().AddMinutes(3) } };
        Condition(StepName.ValidateEvent, 1, false, ReasonCode.NotStarted);

        _measured.Of("rex.step.duration").ShouldBe(["1 ValidateEvent Deferred"]);
        _measured.Of("rex.remediations").ShouldBeEmpty();
        _activities.Single("rex.remediation").GetTagItem("rex.outcome").ShouldBe("Deferred");
    }

    [Fact]
    public void Changed_SomethingIsNotedWithinAStep_IsNoStepOfItsOwn()
    {
        TakeUp();
        Condition(StepName.CancelAgents, 0, false);
        _telemetry.Changed(_remediation with { Status = _remediation.Status with { CancelledRuns = ["cleo"] } });
        Condition(StepName.CancelAgents, 5, true);

        _measured.Of("rex.step.duration").ShouldBe(["5 CancelAgents Done"]);
    }

    [Fact]
    public void Noted_WithinAStep_IsAnEventOfTheStep()
    {
        TakeUp();
        Condition(StepName.CancelAgents, 0, false);
        _telemetry.Noted(_remediation, "Somebody suspended it.");
        Condition(StepName.CancelAgents, 5, true);

        var note = _activities.Single("rex.step CancelAgents").Events.ShouldHaveSingleItem();
        note.Tags.ShouldContain(new KeyValuePair<string, object?>("rex.note", "Somebody suspended it."));
    }

    [Fact]
    public void Changed_CancelledInAnEarlierAttempt_IsNotMeasuredAgain()
    {
        TakeUp();
        Step(StepName.CancelAgents, 5, true);
        TakeUp();
        Step(StepName.CancelAgents, 1, true);

        _measured.Of("rex.cancellation.latency").ShouldBe(["7"]);
        _activities.Single("rex.remediation").GetTagItem("rex.outcome").ShouldBe("Abandoned");
    }

    private void TakeUp()
    {
        var status = _remediation.Status;
        _remediation = _remediation with { Status = status with { Attempts = status.Attempts + 1 } };
        _telemetry.Changed(_remediation);
    }

    private void Step(StepName step, int seconds, bool isDone, ReasonCode? reason = null, RemediationPhase phase = RemediationPhase.Running)
    {
        Condition(step, 0, false);
        Condition(step, seconds, isDone, reason, phase);
    }

    private void Condition(
        StepName step,
        int seconds,
        bool isDone,
        ReasonCode? reason = null,
        RemediationPhase phase = RemediationPhase.Running
    )
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var condition = new StepCondition(step, isDone, _time.GetUtcNow(), reason, "");
        _remediation = _remediation with
        {
            Status = _remediation.Status with
            {
                Phase = phase,
                Step = step,
                Reason = reason,
                Conditions = [.. _remediation.Status.Conditions.Where(one => one.Step != step), condition],
            },
        };
        _telemetry.Changed(_remediation);
    }
}
