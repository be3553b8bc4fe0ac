using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations.Steps;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Running;

/// <summary>Puts the steps and the runner together over the ports.</summary>
/// <param name="Workflows">Main workflows.</param>
/// <param name="AgentRuns">Agent runs.</param>
/// <param name="PullRequests">Pull requests.</param>
/// <param name="Store">The ledger.</param>
/// <param name="Observer">Is told what happens.</param>
/// <param name="Options">All settings.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Gives numbers from 0 (inclusive) to 1 (exclusive).</param>
public sealed record RemediationRunnerFactory(
    IMainWorkflows Workflows,
    IAgentRuns AgentRuns,
    IPullRequests PullRequests,
    IRemediationStore Store,
    IRemediationObserver Observer,
    RexOptions Options,
    TimeProvider Time,
    Func<double> Random
)
{
    /// <summary>Makes the runner.</summary>
    /// <exception cref="InvalidOperationException">Rex runs dry: nothing may be put together that writes.</exception>
    public RemediationRunner CreateRunner() => CreateRunner(CreatePipeline());

    /// <summary>Makes the runner with another pipeline than its own.</summary>
    public RemediationRunner CreateRunner(IRemediationPipeline pipeline) =>
        new(CreateDecider(), pipeline, Store, Observer, Options.Deadlines, Time);

    /// <summary>Makes what takes old remediations out of the ledger.</summary>
    public LedgerRetention CreateRetention() => new(Store, Observer, Options.Deadlines, Time);

    /// <summary>Makes what ends left holds before they do harm.</summary>
    public HoldWatch CreateHoldWatch() => new(Store, Workflows, new HoldKeeper(Workflows, Time), Observer, Options, Time);

    /// <summary>Makes what decides about deliveries.</summary>
    public PushDecider CreateDecider() => new(new PushPolicy(Options.Pushes));

    /// <summary>Makes what takes a single remediation through its steps.</summary>
    /// <exception cref="InvalidOperationException">Rex runs dry: nothing may be put together that writes.</exception>
    public IRemediationPipeline CreatePipeline() => CreatePipeline(CreateSteps(), Options.Deadlines);

    /// <summary>Makes what takes a single remediation through one step alone; the whole time that it has is the step's own deadline.</summary>
    /// <exception cref="InvalidOperationException">Rex runs dry: nothing may be put together that writes.</exception>
    public IRemediationPipeline CreatePipeline(StepName step) =>
        CreatePipeline(
            [CreateSteps().Single(one => one.Name == step)],
            Options.Deadlines with
            {
                Remediation = Options.Deadlines.Of(step),
            }
        );

    /// <summary>Makes the five steps, in their order.</summary>
    /// <exception cref="InvalidOperationException">Rex runs dry: nothing may be put together that writes.</exception>
    internal IReadOnlyList<RemediationStep> CreateSteps()
    {
        if (Options.DryRun)
        {
            throw new InvalidOperationException("Rex:DryRun is set. It is 'rex serve' that runs dry; nothing else works on a push then.");
        }

        var reader = new SituationReader(Workflows, AgentRuns, PullRequests, Store, Options, Time);
        var holds = new HoldKeeper(Workflows, Time);
        var guard = new CleaningGuard(Workflows, Options.Names);
        var cleaner = new Cleaner(Workflows, guard, new RunCanceller(AgentRuns, Store, guard, Options, Time));
        var label = new QaLabelRemover(PullRequests, Options, Time);
        var repair = new RestartRepair(holds, cleaner, label, Workflows, PullRequests, Options, Time);
        var followUp = new RestartFollowUp(Workflows, AgentRuns, holds, repair, new RunsLeftAlone(AgentRuns, Options.Names), Options, Time);
        RemediationStep[] earlier =
        [
            new ValidateEventStep(reader, holds),
            new CancelAgentsStep(reader, holds, cleaner, Options, Time),
            new RemoveQaLabelStep(reader, holds, label, Options.Names),
            new ResetWorkflowStep(reader, holds, Workflows, Options.Names),
        ];
        return [.. earlier, new ResumePipelineStep(reader, holds, earlier, cleaner, followUp, Workflows, Options, Time)];
    }

    private RemediationPipeline CreatePipeline(IReadOnlyList<RemediationStep> steps, DeadlineOptions deadlines) =>
        new(steps, Store, Observer, deadlines, Time, Random);
}
