using System.Text.Json.Nodes;
using CsCheck;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>Workflows as no controller writes them: each gives a plan, and one that is acted upon leaves a tree that the controller can work with.</summary>
public sealed class HostileWorkflowTests
{
    private static readonly Gen<(JsonObject Before, MainWorkflow Workflow)> Spoilt = Gen.Select(
        PlayTreeGen.Trees,
        Gen.Int[1, 4],
        Gen.Int,
        (tree, places, seed) =>
        {
            var document = tree.Document(all =>
            {
                all["metadata"]!["annotations"] = new JsonObject
                {
                    [RexAnnotations.FinishedAt] = "2026-11-22T23:30:00Z",
                    [RexAnnotations.HeldBy] = "somebody",
                    [RexAnnotations.HeldAt] = "2026-11-22T23:30:00.000Z",
                };
                all["spec"] = new JsonObject
                {
                    ["ttlStrategy"] = new JsonObject { ["secondsAfterCompletion"] = 60 },
                    ["arguments"] = new JsonObject
                    {
                        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "repository", ["value"] = "acme/shop" }),
                    },
                };
            });
            var before = new HostileDocument(new Random(seed)).Spoil(document, places);
            return (before, PlayTree.Read(before));
        }
    );

    [Fact]
    public void Plan_SpoiltWorkflow_IsAPlanAndItsWriteLeavesATreeWithoutProblem() =>
        Spoilt.Sample(
            one =>
            {
                var plan = Given.Planner().Plan(Given.Input(one.Workflow));
                switch (plan)
                {
                    case RestartPlan.Rewind rewind:
                        var rewound = RestartWrite.For(one.Workflow, rewind, Given.Stamp());
                        ShouldBeSound(one.Before, rewound.Patch);
                        rewind.RestartNode.BoundaryId.ShouldNotBeNull();
                        rewind.Removed.ShouldNotContain(one.Workflow.Name);
                        break;
                    case RestartPlan.OpenGate gate:
                        if (GateWrite.For(one.Workflow, gate, Given.PullRequest(), Given.Stamp()).Write is { } opened)
                        {
                            ShouldBeSound(one.Before, opened.Patch);
                        }

                        break;
                    default:
                        if (NodeStatus.Read(one.Workflow).Problem is not null)
                        {
                            var touchesNothing =
                                plan
                                is RestartPlan.Refuse { Reason: ReasonCode.WorkflowUnreadable }
                                    or RestartPlan.Skip { Reason: ReasonCode.AlreadyCompleted };
                            touchesNothing.ShouldBeTrue($"{plan}");
                        }

                        break;
                }
            },
            iter: 5_000
        );

    [Fact]
    public void Reading_SpoiltWorkflow_NeverThrows() =>
        Spoilt.Sample(
            one =>
            {
                var options = new RexOptions();
                var status = NodeStatus.Read(one.Workflow);
                var since = Hold.LeftAloneSince(one.Workflow, Given.Push().Id) ?? Given.PushedAt;
                _ = TimeToLive.EndsHoldUntil(one.Workflow, options, Given.PushedAt);
                _ = PodGraceRule.DueAt(one.Workflow, status.Tree.Nodes, since, options.Restart);
                _ = MainWorkflowSelection.Of([one.Workflow], [], Given.Push(), options.Names);
                _ = Hold.Take(one.Workflow, Given.Push().Id, Given.PushedAt).ToJsonString();
                _ = Hold.Release(one.Workflow).ToJsonString();
            },
            iter: 5_000
        );

    [Fact]
    public void Plan_TreeOfAMegabyte_FindsItsLastIteration()
    {
        var tree = new PlayTree();
        var loop = tree.Add("play.loop", "loop", "Retry", tree.Root, "Running", tree.Root);
        var quality = "";
        for (var iteration = 0; iteration < 4000; iteration++)
        {
            var steps = tree.Attempt(tree.Add($"play.loop({iteration})", $"loop({iteration})", "DAG", tree.Root, "Failed", loop));
            quality = tree.Add($"play.loop({iteration}).quality-work", "quality-work", "Pod", steps, "Failed", steps);
        }

        var workflow = tree.Workflow();
        workflow.Document.GetRawText().Length.ShouldBeGreaterThan(1_000_000);

        var plan = Given.Planner().Plan(Given.Input(workflow));

        plan.ShouldBeOfType<RestartPlan.Rewind>().RestartNode.Id.ShouldBe(quality);
    }

    private static void ShouldBeSound(JsonObject before, JsonObject patch)
    {
        var after = NodeStatus.Read(PlayTree.Read(MergePatch.Apply(before, patch)));
        after.Problem.ShouldBeNull();
        after.Tree.Root.ShouldNotBeNull();
    }
}
