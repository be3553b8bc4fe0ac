using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Running;

/// <summary>A step that does what the test says, one entry for each of its runs; after the last one it goes through.</summary>
internal sealed class ScriptedStep(World world, StepName name, params Func<StepRun, Task<StepOutcome>>[] runs)
    : RemediationStep(
        new SituationReader(world.Workflows, world.Runs, world.Pulls, world.Store, world.Options, world.Time),
        new HoldKeeper(world.Workflows, world.Time)
    )
{
    private readonly Queue<Func<StepRun, Task<StepOutcome>>> _runs = new(runs);

    public override StepName Name => name;

    /// <summary>When it was run.</summary>
    public List<DateTimeOffset> RunAt { get; } = [];

    public static Func<StepRun, Task<StepOutcome>> Ends(StepOutcome outcome) => _ => Task.FromResult(outcome);

    public static Func<StepRun, Task<StepOutcome>> Fails(ReasonCode reason, TimeSpan? retryAfter = null) =>
        _ => throw new PlatformException(reason, $"It is {reason}.", retryAfter);

    protected override Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        RunAt.Add(world.Time.GetUtcNow());
        return _runs.TryDequeue(out var next) ? next(run) : Task.FromResult<StepOutcome>(new StepOutcome.Continue("Done."));
    }
}
