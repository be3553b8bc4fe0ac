using System.Globalization;
using Rex.Core.Agents;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Simulator.Proofs.Doubles;

namespace Rex.Simulator.Proofs.Rules;

/// <summary>What Kubernetes Events are about.</summary>
internal static class EventRules
{
    public static IEnumerable<BrokenRule> All =>
        [
            new(
                "event-on-untouched",
                "an Event is about a workflow only where something was done for the remediation there",
                "a skip that touched nothing is told on the workflow too",
                (factory, _) => factory with { Store = new ToldAsTouched(factory) }
            )
            {
                CaughtBy = ["workflow-completed"],
            },
        ];

    /// <summary>Keeps the ledger as it should be, and tells another end.</summary>
    private sealed class ToldAsTouched(RemediationRunnerFactory factory) : LedgerDouble(factory.Store)
    {
        public override async Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            var written = await base.TryUpdateStatusAsync(remediation, cancellationToken);
            if (written?.Status.Phase != RemediationPhase.Skipped)
            {
                return written;
            }

            var task = written.Push.Task.Value.ToString(CultureInfo.InvariantCulture);
            var ofTask = LabelSelector.Of(LabelRequirement.Equal(factory.Options.Names.TaskLabel, task));
            var workflow = (await factory.Workflows.ListAsync(ofTask, cancellationToken))[0];
            return written with { Status = written.Status with { Workflow = workflow.Reference, CancelledRuns = ["none"] } };
        }
    }
}
