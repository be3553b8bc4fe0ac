using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class RemediationRunnerFactoryTests
{
    private readonly World _world = World.G2WhileTesting();

    [Fact]
    public void CreateSteps_RunsDry_PutsNothingTogetherThatWrites()
    {
        _world.Options = _world.Options with { DryRun = true };

        Should.Throw<InvalidOperationException>(() => _world.Factory.CreateSteps()).Message.ShouldContain("Rex:DryRun is set");
        Should.Throw<InvalidOperationException>(() => _world.Factory.CreatePipeline());
        Should.Throw<InvalidOperationException>(() => _world.Factory.CreateRunner());
    }

    [Fact]
    public void CreateRunner_AnotherPipeline_WorksWithThatOne()
    {
        _world.Options = _world.Options with { DryRun = true };
        var accepted = _world.Accept(Samples.Push());
        var pipeline = new Ending(_world);

        _ = _world.Pump.Start(() => _world.Factory.CreateRunner(pipeline).RunAsync(_world.Stop));
        _world.RunUntilAllEnded();

        pipeline.Worked.ShouldBe([accepted.Id]);
    }

    [Fact]
    public void CreatePipeline_OfOneStep_RunsThatStepAlone()
    {
        RunOne(StepName.ValidateEvent).Conditions.Select(one => (one.Step, one.IsDone)).ShouldBe([(StepName.ValidateEvent, true)]);
    }

    [Fact]
    public void CreatePipeline_OfOneStepThatFailsOnAndOn_GivesUpWithinTheStepsOwnDeadline()
    {
        _world.Options = _world.Options with
        {
            Deadlines = _world.Options.Deadlines with { ValidateEvent = TimeSpan.FromMinutes(2), Remediation = TimeSpan.FromHours(1) },
        };
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.ServerError, "It broke."));

        var status = RunOne(StepName.ValidateEvent);

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.FinishedAt!.Value.ShouldBeInRange(Samples.Now.AddMinutes(1), Samples.Now.AddMinutes(2));
    }

    private RemediationStatus RunOne(StepName step)
    {
        var accepted = _world.Accept(Samples.Push());
        _world.Pump.Run(() => _world.Factory.CreatePipeline(step).RunAsync(accepted, _world.Stop));
        return _world.Store[accepted.Id].Status;
    }

    private sealed class Ending(World world) : IRemediationPipeline
    {
        public List<RemediationId> Worked { get; } = [];

        public Task<bool> RunAsync(Remediation remediation, CancellationToken stop)
        {
            Worked.Add(remediation.Id);
            world.Store.Put(remediation with { Status = remediation.Status with { Phase = RemediationPhase.Skipped } });
            return Task.FromResult(true);
        }
    }
}
