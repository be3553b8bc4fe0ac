using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public class HoldTests
{
    private static readonly RemediationId Holder = Samples.Push().Id;
    private static readonly DateTimeOffset At = Samples.Now.AddMilliseconds(-1500);

    [Fact]
    public void HolderOf_HeldWorkflow_IsTheRemediation() => Hold.HolderOf(Held("true")).ShouldBe(Holder.Value);

    [Fact]
    public void HolderOf_LabelWasTakenAway_IsNone() => Hold.HolderOf(Held("false")).ShouldBeNull();

    [Fact]
    public void HolderOf_CompletedByTheController_IsNone() => Hold.HolderOf(Workflow("true", null, null)).ShouldBeNull();

    [Fact]
    public void HeldSince_HeldWorkflow_IsToTheMillisecond() => Hold.HeldSince(Held("true")).ShouldBe(At);

    [Fact]
    public void HeldSince_NotHeld_IsNone() => Hold.HeldSince(Held("false")).ShouldBeNull();

    [Fact]
    public void HeldSince_TimeThatCannotBeRead_IsNone() => Hold.HeldSince(Workflow("true", Holder.Value, "yesterday")).ShouldBeNull();

    [Fact]
    public void LeftAloneSince_OwnHold_IsSinceThen() => Hold.LeftAloneSince(Held("true"), Holder).ShouldBe(At);

    [Fact]
    public void LeftAloneSince_HoldOfAnother_IsNot() => Hold.LeftAloneSince(Held("true"), Samples.Push('b', 'c').Id).ShouldBeNull();

    [Fact]
    public void LeftAloneSince_FinishedWorkflow_IsSinceItsEnd()
    {
        var workflow = Workflow(
            "true",
            null,
            null,
            status =>
            {
                status["phase"] = "Failed";
                status["finishedAt"] = Plays.Text(Samples.Now.AddMinutes(-4));
            }
        );

        Hold.LeftAloneSince(workflow, Holder).ShouldBe(Samples.Now.AddMinutes(-4));
    }

    [Fact]
    public void LeftAloneSince_FinishedWorkflowThatDoesNotSayWhen_IsSinceItWasMade() =>
        Hold.LeftAloneSince(Workflow("true", null, null, status => status["phase"] = "Failed"), Holder).ShouldBe(Samples.Now.AddHours(-1));

    [Fact]
    public void Take_Workflow_SetsLabelAndAnnotationsOnThatStateOnly()
    {
        var patch = Hold.Take(Workflow("false", null, null), Holder, At);

        JsonNode
            .DeepEquals(
                patch,
                new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["uid"] = "uid-of-play-7",
                        ["resourceVersion"] = "7",
                        ["labels"] = new JsonObject { ["workflows.argoproj.io/completed"] = "true" },
                        ["annotations"] = new JsonObject
                        {
                            ["rex.agents.platform/held-by"] = Holder.Value,
                            ["rex.agents.platform/held-at"] = "2026-01-05T09:59:58.500Z",
                        },
                    },
                }
            )
            .ShouldBeTrue(patch.ToJsonString());
    }

    [Fact]
    public void Release_RunningWorkflow_TakesLabelAndAnnotationsBack() =>
        Hold.Release(Held("true"))
            .ToJsonString()
            .ShouldBe(
                """{"metadata":{"uid":"uid-of-play-7","resourceVersion":"7","labels":{"workflows.argoproj.io/completed":"false"},"annotations":{"rex.agents.platform/held-by":null,"rex.agents.platform/held-at":null}}}"""
            );

    [Fact]
    public void Release_WorkflowThatFinishedMeanwhile_LeavesTheLabelToTheController() =>
        Hold.Release(Workflow("true", Holder.Value, Plays.Text(At), status => status["phase"] = "Failed"))["metadata"]!
            ["labels"]
            .ShouldBeNull();

    private static MainWorkflow Held(string label) => Workflow(label, Holder.Value, At.ToString("O"));

    private static MainWorkflow Workflow(string label, string? holder, string? heldAt, Action<JsonObject>? status = null)
    {
        var workflow = Plays.Workflow(Plays.G2WhileTesting);
        var metadata = workflow["metadata"]!;
        metadata["resourceVersion"] = "7";
        metadata["labels"]!["workflows.argoproj.io/completed"] = label;
        metadata["annotations"] = new JsonObject { [RexAnnotations.HeldBy] = holder, [RexAnnotations.HeldAt] = heldAt };
        status?.Invoke(workflow["status"]!.AsObject());
        return MainWorkflow.From(JsonSerializer.SerializeToElement(workflow));
    }
}
