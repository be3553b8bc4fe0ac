using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 1: finds the open pull requests and the main workflow, checks the fence and plans the restart. It touches nothing; what it chose is
/// noted for the steps after it.
/// </summary>
internal sealed class ValidateEventStep(SituationReader reader, HoldKeeper holds) : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.ValidateEvent;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        var numbers = situation.PullRequests.Select(pullRequest => pullRequest.Number).ToList();
        await run.Journal.WriteAsync(
            status => status with { Workflow = status.Workflow ?? situation.Workflow?.Reference, PullRequests = numbers },
            run.Deadline
        );
        return new StepOutcome.Continue($"{Describe(situation)} {DescribePullRequests(numbers)}");
    }

    private static string Describe(Situation situation) =>
        situation.Plan switch
        {
            RestartPlan.Rewind rewind =>
                $"Rewind workflow {situation.Workflow!.Name} to {rewind.RestartNode.DisplayName}, removing {rewind.Removed.Count} nodes.",
            RestartPlan.OpenGate gate => $"Open gate {gate.Gate.DisplayName} of workflow {situation.Workflow!.Name}: its event was lost.",
            // Every other plan has ended the step.
            var cancel => $"Cancel obsolete runs only. {((RestartPlan.CancelOnly)cancel).Message}",
        };

    private static string DescribePullRequests(List<long> numbers) =>
        numbers.Count == 0 ? "No open pull request." : $"Open pull requests: {string.Join(", ", numbers)}.";
}
