using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>Which pods and results of the workflow go, and what keeps them.</summary>
public class CleanerTests
{
    private const string ControllersFinalizer = "workflows.argoproj.io/status";

    private readonly World _world = new();
    private readonly Remediation _remediation;

    public CleanerTests()
    {
        _world.AddPlay(Plays.G2WhileTesting, "quality", "impl");
        _remediation = _world.Accept(Samples.Push());
        _world.Run(StepName.ValidateEvent, _remediation);
    }

    [Fact]
    public void CleanAsync_PodsOfNodesThatStay_StayWithTheirResults()
    {
        _world.AddPod("impl", hasEnded: true);
        _world.AddPod("qualityRun", hasEnded: true);
        _world.AddTaskResult("impl");
        _world.AddTaskResult("qualityRun");

        Run();

        _world.Workflows.Pods.Single().Name.ShouldBe("pod-of-impl");
        _world.Workflows.TaskResults.Single().Result.Name.ShouldBe(Plays.Id("impl"));
    }

    [Fact]
    public void CleanAsync_PodOfANodeThatIsNotThere_Goes()
    {
        _world.AddPod("nobody-knows-it");

        Run();

        _world.Workflows.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void CleanAsync_PodsThatAreOfNoNodeOrAnotherWorkflow_AreLeftAlone()
    {
        _world.Workflows.Pods.Add(
            new FakePod
            {
                Name = "no-node",
                Workflow = Samples.Workflow,
                CreatedAt = Samples.Now,
            }
        );
        _world.Workflows.Pods.Add(
            new FakePod
            {
                Name = "other",
                Workflow = "play-8",
                NodeId = Plays.Id("testingRun"),
                CreatedAt = Samples.Now,
            }
        );

        Run();

        _world.Workflows.Pods.Select(pod => pod.Name).ShouldBe(["no-node", "other"]);
    }

    [Theory]
    [InlineData(Call.ListPods)]
    [InlineData(Call.ListTaskResults)]
    public void CleanAsync_HoldIsTakenAwayAfterAList_DeletesNothingThatItNames(Call list)
    {
        _world.AddTaskResult("testingRun");
        if (list == Call.ListPods)
        {
            _world.AddPod("testingRun");
        }

        _world.Calls.After(list, TakeTheHoldAway);

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.Conflict);

        _world.Writes.ShouldBe(["hold play-7"]);
    }

    [Fact]
    public void CleanAsync_HoldIsTakenAwayWhereThereIsNothingToDelete_IsPutOnAgain()
    {
        _world.AddTaskResult("impl");
        _world.Calls.After(Call.ListTaskResults, TakeTheHoldAway);

        Run().ShouldBeOfType<StepOutcome.Continue>();

        _world.Writes.ShouldNotContain(write => write.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public void CleanAsync_PodThatTakesItsTime_IsWaitedForBeforeTheRunsGo()
    {
        _world.AddPod("testingRun", endsAfter: TimeSpan.FromSeconds(25));
        _world.AddRun("tess");

        Run();

        (_world.Calls.TimeOf("delete run tess") - _world.Calls.TimeOf("delete pod pod-of-testingRun")).ShouldBeGreaterThanOrEqualTo(
            TimeSpan.FromSeconds(25)
        );
    }

    [Fact]
    public void CleanAsync_EndedPodThatOnlyWaitsForTheController_IsReleased()
    {
        _world.AddPod("testingRun", finalizer: ControllersFinalizer, endsAfter: TimeSpan.FromSeconds(5));

        Run();

        _world.Workflows.Pods.ShouldBeEmpty();
        (
            _world.Calls.TimeOf("release pod pod-of-testingRun") - _world.Calls.TimeOf("delete pod pod-of-testingRun")
        ).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void CleanAsync_TwoPodsOfWhichOneEndsLater_ReleasesEachWhenItHasEnded()
    {
        _world.AddPod("testingRun", finalizer: ControllersFinalizer, endsAfter: TimeSpan.FromSeconds(5));
        _world.AddPod("toQa", finalizer: ControllersFinalizer, endsAfter: TimeSpan.FromSeconds(9));

        Run();

        _world
            .Writes.Where(write => write.Contains("pod ", StringComparison.Ordinal))
            .ShouldBe([
                "delete pod pod-of-testingRun",
                "delete pod pod-of-toQa",
                "release pod pod-of-testingRun",
                "release pod pod-of-toQa",
            ]);
    }

    [Fact]
    public void CleanAsync_PodAppearsWhileAnotherEnds_IsDeletedAtOnce()
    {
        _world.AddPod("testingRun", endsAfter: TimeSpan.FromSeconds(20));
        _world.Calls.After(
            Call.DeletePod,
            () =>
                _world.Time.Later(
                    TimeSpan.FromSeconds(5),
                    () =>
                    {
                        _world.AddPod("toQa");
                        _world.Calls.Changed();
                    }
                )
        );

        Run();

        _world.Workflows.Pods.ShouldBeEmpty();
        (_world.Calls.TimeOf("delete pod pod-of-toQa") - _world.Calls.TimeOf("delete pod pod-of-testingRun")).ShouldBe(
            TimeSpan.FromSeconds(5),
            TimeSpan.FromSeconds(1)
        );
    }

    [Fact]
    public void CleanAsync_PodWithSomebodyElsesFinalizer_FailsAndNamesIt()
    {
        var pod = _world.AddPod("testingRun", finalizer: "example.com/keep");
        pod.Finalizers.Add(ControllersFinalizer);

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.PodsNotGone);
        error.Message.ShouldBe(
            "Pods of workflow play-7 are still there: pod-of-testingRun (finalizers: example.com/keep, workflows.argoproj.io/status)."
        );
        pod.Finalizers.Count.ShouldBe(2);
        _world.Writes.Count(write => write == "delete pod pod-of-testingRun").ShouldBe(1);
    }

    [Fact]
    public void CleanAsync_SeveralPodsThatDoNotEnd_NamesEach()
    {
        _world.AddPod("testingRun", ends: false);
        _world.AddPod("toQa", ends: false);

        Should
            .Throw<PlatformException>(() => Run())
            .Message.ShouldEndWith("still there: pod-of-testingRun (finalizers: ); pod-of-toQa (finalizers: ).");
    }

    [Fact]
    public void CleanAsync_PodThatDoesNotEnd_FailsBeforeAnyRunIsTouched()
    {
        _world.AddPod("testingRun", ends: false);
        _world.AddRun("tess");

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.PodsNotGone);

        _world.Writes.ShouldNotContain("delete run tess");
    }

    [Fact]
    public void CleanAsync_ProcessStopsWhileItWaits_IsNoFailure()
    {
        _world.AddPod("testingRun", ends: false);
        _world.Time.Later(TimeSpan.FromSeconds(10), _world.StopProcess);

        Should.Throw<OperationCanceledException>(() => Run());
    }

    private void TakeTheHoldAway() =>
        _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");

    private StepOutcome Run() => _world.Run(StepName.CancelAgents, _remediation);
}
