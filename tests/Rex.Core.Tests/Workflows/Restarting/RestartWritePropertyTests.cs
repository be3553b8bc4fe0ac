using System.Text.Json.Nodes;
using CsCheck;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>What holds for the restart write on every tree.</summary>
public sealed class RestartWritePropertyTests
{
    private static readonly Gen<(PlayTree Tree, JsonNode Before, RestartPlan.Rewind Plan, RestartWrite Write, JsonNode After)> Restarts =
        PlayTreeGen.Trees.Select(tree =>
        {
            var before = tree.Document();
            var workflow = PlayTree.Read(before);
            var plan = (RestartPlan.Rewind)Given.Planner().Plan(Given.Input(workflow));
            var write = RestartWrite.For(workflow, plan, Given.Stamp());
            return (tree, (JsonNode)before, plan, write, MergePatch.Apply(before, write.Patch));
        });

    [Fact]
    public void For_AnyTree_LeavesNoDanglingId() =>
        Restarts.Sample(restart =>
        {
            var nodes = Nodes(restart.After);
            foreach (var (id, node) in nodes)
            {
                foreach (var linked in Links(node!, "children").Concat(Links(node!, "outboundNodes")))
                {
                    nodes.ContainsKey(linked).ShouldBeTrue($"{id} names {linked}");
                }

                var boundary = (string?)node!["boundaryID"];
                (boundary is null || nodes.ContainsKey(boundary)).ShouldBeTrue($"{id} is in {boundary}");
            }
        });

    [Fact]
    public void For_AnyTree_LeavesNothingOfTheSubtree() =>
        Restarts.Sample(restart =>
        {
            var nodes = Nodes(restart.After);
            restart.Plan.Status.Tree.Subtree(restart.Plan.RestartNode.Id).ShouldAllBe(id => !nodes.ContainsKey(id));
            nodes.ShouldAllBe(node => (string?)node.Value!["displayName"] != "play.onExit");
        });

    [Fact]
    public void For_AnyTree_ChangesOutsideOnlyLinksAndNodesAbove() =>
        Restarts.Sample(restart =>
        {
            var above = restart.Plan.Above.Select(node => node.Id).ToHashSet();
            foreach (var (id, node) in Nodes(restart.After))
            {
                string[] free = above.Contains(id)
                    ? ["children", "outboundNodes", "phase", "finishedAt", "message"]
                    : ["children", "outboundNodes"];
                var was = Without(Nodes(restart.Before)[id]!, free);
                JsonNode.DeepEquals(Without(node!, free), was).ShouldBeTrue(id);
                Links(node!, "children").ShouldBe(Links(Nodes(restart.Before)[id]!, "children").Where(Nodes(restart.After).ContainsKey));
            }
        });

    [Fact]
    public void For_AnyTree_LeavesEveryNodeAboveRunning() =>
        Restarts.Sample(restart =>
            restart.Plan.Above.ShouldAllBe(node =>
                (string?)Nodes(restart.After)[node.Id]!["phase"] == "Running" && Nodes(restart.After)[node.Id]!["finishedAt"] == null
            )
        );

    [Fact]
    public void For_AnyTree_KeepsEarlierAttemptsAndWhatCameBefore() =>
        Restarts.Sample(restart =>
        {
            var tree = restart.Plan.Status.Tree;
            var before = tree.Nodes.Where(node => tree.Subtree(node.Id).Contains(restart.Plan.RestartNode.Id)).Select(node => node.Id);
            before.Where(id => id != restart.Plan.RestartNode.Id).ShouldAllBe(id => Nodes(restart.After).ContainsKey(id));
        });

    [Fact]
    public void For_AnyTree_AppliedTwiceIsAppliedOnce() =>
        Restarts.Sample(restart => JsonNode.DeepEquals(MergePatch.Apply(restart.After, restart.Write.Patch), restart.After).ShouldBeTrue());

    [Fact]
    public void Repair_AfterAnyDisturbance_BringsBackWhatTheRestartLeft() =>
        Gen.Select(Restarts, Gen.Int)
            .Sample(
                (restart, seed) =>
                {
                    var disturbed = Disturb(restart.Before, restart.After, new Random(seed));
                    var workflow = PlayTree.Read(disturbed);
                    var patch = RepairWrite.For(workflow, NodeStatus.Read(workflow), restart.Write.Record, Given.Stamp());
                    var repaired = MergePatch.Apply(disturbed, patch);
                    JsonNode.DeepEquals(Nodes(repaired), Nodes(restart.After)).ShouldBeTrue();
                    ((string?)repaired["status"]!["phase"]).ShouldBe("Running");
                }
            );

    /// <summary>What late writes of the controller do: removed nodes come back, whole or in part, linked or not; nodes above are closed again.</summary>
    private static JsonNode Disturb(JsonNode before, JsonNode after, Random random)
    {
        var disturbed = after.DeepClone();
        var nodes = Nodes(disturbed);
        foreach (var (id, node) in Nodes(before))
        {
            if (!nodes.ContainsKey(id))
            {
                switch (random.Next(3))
                {
                    case 0:
                        nodes[id] = node!.DeepClone();
                        break;
                    case 1:
                        nodes[id] = new JsonObject { ["phase"] = "Succeeded" };
                        break;
                }
            }
            else if (!JsonNode.DeepEquals(nodes[id], node) && random.Next(2) == 0)
            {
                nodes[id] = node!.DeepClone();
            }
        }

        if (random.Next(3) == 0)
        {
            disturbed["status"]!["phase"] = "Error";
        }

        return disturbed;
    }

    private static JsonObject Nodes(JsonNode workflow) => (JsonObject)workflow["status"]!["nodes"]!;

    private static List<string> Links(JsonNode node, string member) =>
        node[member] is JsonArray links ? [.. links.Select(link => (string)link!)] : [];

    private static JsonObject Without(JsonNode node, string[] members)
    {
        var copy = (JsonObject)node.DeepClone();
        foreach (var member in members)
        {
            copy.Remove(member);
        }

        return copy;
    }
}
