using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Simulator.Argo;
using Rex.Simulator.Oracles;
using Rex.Simulator.Proofs.Doubles;

namespace Rex.Simulator.Proofs.Rules;

/// <summary>What keeps the workflow controller's hands off a workflow while Rex works on it.</summary>
internal static class HoldRules
{
    public static IEnumerable<BrokenRule> All =>
        [
            new(
                "no-hold",
                "the workflow is held before anything is cancelled",
                "the annotation is written without the label that the controller looks at",
                (factory, _) => factory with { Workflows = Pretending(factory, _ => { }, _ => { }) }
            )
            {
                CaughtBy = ["g3-while-cleo-runs"],
            },
            new(
                "suspend-as-hold",
                "the hold is the label for completed workflows",
                "spec.suspend in its place",
                (factory, _) =>
                    factory with
                    {
                        Workflows = Pretending(factory, patch => Suspend(patch, true), patch => Suspend(patch, null)),
                    }
            )
            {
                CaughtBy = ["g3-while-cleo-runs"],
            },
            new(
                "no-settling-time",
                "the hold stands for the settling time before anything else",
                "it counts as in effect at once",
                (factory, _) =>
                    factory with
                    {
                        Options = factory.Options with { Restart = factory.Options.Restart with { Settle = TimeSpan.Zero } },
                    }
            )
            {
                CaughtBy = ["settles-as-long-as-told"],
            },
            new(
                "hold-lifted-early",
                "the hold ends with the restart write",
                "it is lifted in a write of its own before that",
                (factory, _) => factory with { Workflows = new LiftedEarly(factory.Workflows) }
            )
            {
                CaughtBy = ["g2-while-cleo-runs"],
            },
            new(
                "superseded-lifts-hold",
                "a superseded remediation leaves its hold to the newer one",
                "it lifts the hold",
                (factory, _) => factory with { Store = new LiftedWhenSuperseded(factory.Store, factory.Workflows) }
            )
            {
                CaughtBy = ["newer-push-during-the-hold"],
            },
        ];

    /// <summary>The hold's label is not written, and Rex believes that it is there.</summary>
    private static WorkflowsDouble Pretending(RemediationRunnerFactory factory, Action<JsonObject> hold, Action<JsonObject> restart) =>
        new(factory.Workflows)
        {
            Write = patch =>
            {
                if (Patches.IsHold(patch))
                {
                    Patches.Labels(patch)!.Remove(ArgoNames.Completed);
                    hold(patch);
                }
                else if (Patches.IsRestart(patch))
                {
                    restart(patch);
                }
            },
            Read = workflow =>
            {
                if (Patches.Annotations(workflow)?[RexWrite.HeldBy] is not null)
                {
                    Patches.Labels(workflow)![ArgoNames.Completed] = "true";
                }
            },
        };

    private static void Suspend(JsonObject patch, bool? suspend) => patch["spec"] = new JsonObject { ["suspend"] = suspend };

    private sealed class LiftedEarly(IMainWorkflows inner) : WorkflowsDouble(inner)
    {
        public override async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
        {
            if (!Patches.IsRestart(patch))
            {
                return await base.PatchAsync(name, patch, cancellationToken);
            }

            var lift = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = patch["metadata"]!["resourceVersion"]!.DeepClone(),
                    ["labels"] = new JsonObject { [ArgoNames.Completed] = "false" },
                },
            };
            var lifted = await Inner.PatchAsync(name, lift, cancellationToken);
            if (lifted.Workflow is not { } workflow)
            {
                return lifted;
            }

            var late = (JsonObject)patch.DeepClone();
            late["metadata"]!["resourceVersion"] = workflow.ResourceVersion;
            return await base.PatchAsync(name, late, cancellationToken);
        }
    }

    private sealed class LiftedWhenSuperseded(IRemediationStore inner, IMainWorkflows workflows) : LedgerDouble(inner)
    {
        public override async Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            if (
                remediation.Status is { Phase: RemediationPhase.Superseded, Workflow.Name: { } name }
                && await workflows.GetAsync(name, cancellationToken) is { } workflow
            )
            {
                await workflows.PatchAsync(name, Hold.Release(workflow), cancellationToken);
            }

            return await base.TryUpdateStatusAsync(remediation, cancellationToken);
        }
    }
}
