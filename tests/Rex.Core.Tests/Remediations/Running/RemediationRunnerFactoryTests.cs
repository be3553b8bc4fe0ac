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
