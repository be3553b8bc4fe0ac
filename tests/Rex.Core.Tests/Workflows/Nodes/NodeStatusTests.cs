using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Nodes;

public sealed class NodeStatusTests
{
    [Theory]
    [InlineData(nameof(NodeEncoding.Gzip))]
    [InlineData(nameof(NodeEncoding.Brotli))]
    public void Read_CompressedNodes_AreReadAndWrittenBackInTheSameWay(string name)
    {
        var encoding = Enum.Parse<NodeEncoding>(name);
        var tree = new PlayTree();
        var quality = tree.Add("play.quality-work", "quality-work", "Pod", tree.Root, "Running", tree.Root);
        var packed = CompressedNodes.Write(Encoding.UTF8.GetBytes(tree.Nodes.ToJsonString()), encoding);
        var document = tree.Document(document =>
        {
            ((JsonObject)document["status"]!).Remove("nodes");
            document["status"]!["compressedNodes"] = packed;
        });
        var workflow = PlayTree.Read(document);
        var plan = Given.Planner().Plan(Given.Input(workflow)).ShouldBeOfType<RestartPlan.Rewind>();
        plan.Status.Encoding.ShouldBe(encoding);

        var patch = RestartWrite.For(workflow, plan, Given.Stamp()).Patch;
        var after = MergePatch.Apply(document, patch);

        // The controller goes by plain nodes where there are any: none may be left beside the compressed ones.
        ((JsonObject)patch["status"]!)
            .ContainsKey("nodes")
            .ShouldBeTrue();

        ((JsonObject)after["status"]!).ContainsKey("nodes").ShouldBeFalse();
        var read = NodeStatus.Read(PlayTree.Read(after));
        read.Encoding.ShouldBe(encoding);
        read.Problem.ShouldBeNull();
        read.Tree.Nodes.Select(node => node.Id).ShouldBe(["play"]);
        read.Tree.TryGet(quality, out _).ShouldBeFalse();
    }

    [Fact]
    public void Read_PlainNodesBesideCompressedOnes_GoesByThePlainOnes()
    {
        var status = NodeStatus.Read(new PlayTree().Workflow(document => document["status"]!["compressedNodes"] = "stale"));

        status.Problem.ShouldBeNull();
        status.Encoding.ShouldBe(NodeEncoding.Plain);
        status.Tree.Nodes.Count.ShouldBe(1);
    }

    [Fact]
    public void Read_CompressedNodesThatUnfoldWithoutEnd_AreRefused()
    {
        var huge = new byte[CompressedNodes.MaxBytes + 1];
        huge.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(huge);

        CompressedNodes.Read(CompressedNodes.Write(huge, NodeEncoding.Brotli)).ShouldBeNull();
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(6, false)]
    public void Read_CompressedNodesOfSevenBytes_AreReadUpToTheLimit(int limit, bool areRead) =>
        CompressedNodes.Read(CompressedNodes.Write("""{"a":1}"""u8, NodeEncoding.Brotli), limit).HasValue.ShouldBe(areRead);

    [Theory]
    [InlineData("""{"offloadNodeStatusVersion":"v1"}""", "its node status is off-loaded to a database (version v1)")]
    [InlineData("""{"compressedNodes":"?"}""", "its node status is compressed in a way that cannot be read (gzip and Brotli can)")]
    [InlineData("""{"nodes":[]}""", "status.nodes is no object")]
    public void Read_StatusThatCannotBeRead_SaysWhy(string status, string problem)
    {
        using var document = JsonDocument.Parse($$$"""{"metadata":{"name":"play"},"status":{{{status}}}}""");

        NodeStatus.Read(MainWorkflow.From(document.RootElement)).Problem.ShouldBe(problem);
    }

    [Theory]
    [InlineData("Pod")]
    [InlineData("Container")]
    [InlineData("Steps")]
    [InlineData("StepGroup")]
    [InlineData("DAG")]
    [InlineData("TaskGroup")]
    [InlineData("Retry")]
    [InlineData("Skipped")]
    [InlineData("Suspend")]
    [InlineData("HTTP")]
    [InlineData("Plugin")]
    public void Read_NodeOfAnyTypeOfArgo_HasNoProblem(string type) =>
        ProblemOf($$$"""{"play":{"name":"play","displayName":"play","type":"{{{type}}}"}}""").ShouldBeNull();

    [Theory]
    [InlineData("Pending")]
    [InlineData("Running")]
    [InlineData("Succeeded")]
    [InlineData("Skipped")]
    [InlineData("Failed")]
    [InlineData("Error")]
    [InlineData("Omitted")]
    public void Read_NodeInAnyPhaseOfArgo_HasNoProblem(string phase) =>
        ProblemOf($$$"""{"play":{"name":"play","displayName":"play","type":"DAG","phase":"{{{phase}}}"}}""").ShouldBeNull();

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void Read_CompressedNodesThatAreNoObject_AreRefused(string json) =>
        CompressedNodes.Read(CompressedNodes.Write(Encoding.UTF8.GetBytes(json), NodeEncoding.Gzip)).ShouldBeNull();

    [Theory]
    [InlineData("""{"x":{"name":"x","displayName":"x","type":"Pod"}}""", "no root")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG"},"a":{"phase":"Succeeded"}}""", "no name or type")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG"},"a":{"name":"a","type":"Pod"}}""", "no name or type")]
    [InlineData("""{"play":{"name":"play","displayName":"play"}}""", "no name or type")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"Quantum"}}""", "unknown type")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG","phase":"Dreaming"}}""", "unknown phase")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG","children":["b"]}}""", "not there")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG","outboundNodes":["b"]}}""", "not there")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG","boundaryID":"b"}}""", "not there")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG","children":["play"]}}""", "its own descendant")]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG","children":["a","b"]},"a":{"name":"a","displayName":"a","type":"Pod","children":["b"]},"b":{"name":"b","displayName":"b","type":"Pod","children":["a"]}}""",
        "its own descendant"
    )]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG","boundaryID":"a"},"a":{"name":"a","displayName":"a","type":"DAG"}}""",
        "root node play is in a"
    )]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG"},"a":{"name":"a","displayName":"a","type":"DAG","boundaryID":"b"},"b":{"name":"b","displayName":"b","type":"DAG","boundaryID":"a"}}""",
        "circle of boundaries"
    )]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG"},"a":{"name":"a","displayName":"a","type":"DAG","boundaryID":"a","children":["a"]}}""",
        "circle of boundaries"
    )]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG"},"play":{"name":"play","displayName":"play","type":"DAG"}}""",
        "same id"
    )]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG"},"\ud800":{}}""", "no text")]
    public void Read_TreeThatNoControllerWrites_NamesTheProblem(string nodes, string problem) =>
        ProblemOf(nodes).ShouldNotBeNull().ShouldContain(problem);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"play":{"name":"play","displayName":"play","type":"DAG"}}""")]
    [InlineData(
        """{"play":{"name":"play","displayName":"play","type":"DAG","children":["a","b"]},"a":{"name":"a","displayName":"a","type":"Pod","children":["c"]},"b":{"name":"b","displayName":"b","type":"Pod","children":["c"]},"c":{"name":"c","displayName":"c","type":"Pod"}}"""
    )]
    public void Read_TreeAsTheControllerWritesIt_HasNoProblem(string nodes) => ProblemOf(nodes).ShouldBeNull();

    [Fact]
    public void Read_TreeWithMoreWaysThanAnybodyCanWalk_HasNoProblem()
    {
        var tree = new PlayTree();
        var last = tree.Root;
        for (var depth = 0; depth < 64; depth++)
        {
            var left = tree.Add($"play.left-{depth}", "left", "Pod", tree.Root, "Succeeded", last);
            var right = tree.Add($"play.right-{depth}", "right", "Pod", tree.Root, "Succeeded", last);
            last = tree.Add($"play.both-{depth}", "both", "Pod", tree.Root, "Succeeded", left, right);
        }

        NodeStatus.Read(tree.Workflow()).Problem.ShouldBeNull();
    }

    [Fact]
    public void Boundaries_ThatRunInACircle_End()
    {
        using var document = JsonDocument.Parse("""{"a":{"boundaryID":"b"},"b":{"boundaryID":"a"}}""");
        var tree = new NodeTree("a", document.RootElement);
        tree.TryGet("a", out var node).ShouldBeTrue();
        tree.Boundaries(node!).Select(one => one.Id).ShouldBe(["b", "a"]);
        tree.Above(node!).Select(one => one.Id).ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("play.loop", "play.loop(0)", true)]
    [InlineData("play.loop", "play.loop.0", true)]
    [InlineData("play.loop", "play.loops", false)]
    [InlineData("play.loop", "play.pool(0)", false)]
    [InlineData("play.loop", "play.loop", false)]
    [InlineData("play.loop", null, false)]
    [InlineData(null, "play.loop(0)", false)]
    public void Above_ParentThatGroups_IsOnlyOneThatTheNameSaysItIsIn(string? group, string? name, bool isInside)
    {
        var nodes = new JsonObject
        {
            ["g"] = new JsonObject
            {
                ["type"] = "StepGroup",
                ["name"] = group,
                ["children"] = new JsonArray("n"),
            },
            ["n"] = new JsonObject { ["type"] = "Pod", ["name"] = name },
        };
        using var document = JsonDocument.Parse(nodes.ToJsonString());
        var tree = new NodeTree("play", document.RootElement);
        tree.TryGet("n", out var node).ShouldBeTrue();
        tree.Above(node!).Select(one => one.Id).ShouldBe(isInside ? ["g"] : []);
    }

    [Fact]
    public void Subtree_OfIdsThatAreNotThere_IsEmpty() =>
        NodeStatus.Read(new PlayTree().Workflow()).Tree.Subtree("nowhere").ShouldBeEmpty();

    [Theory]
    [InlineData("Skipped", "Omitted", true)]
    [InlineData("Pod", "Skipped", true)]
    [InlineData("Pod", "Omitted", true)]
    [InlineData("Pod", "Failed", false)]
    public void WasPassedOver_AnyNode_IsWhetherItNeverRan(string type, string phase, bool expected)
    {
        var tree = new PlayTree();
        var id = tree.Add("play.a", "a", type, tree.Root, phase, tree.Root);
        NodeStatus.Read(tree.Workflow()).Tree.TryGet(id, out var node).ShouldBeTrue();
        node!.WasPassedOver.ShouldBe(expected);
    }

    [Fact]
    public void RetryOf_AttemptWithoutItsRetryNode_IsNone()
    {
        var tree = new PlayTree();
        var parent = tree.Add("play.other", "other", "Retry", tree.Root, "Running", tree.Root);
        var attempt = tree.Attempt(tree.Add("play.loop(0)", "loop(0)", "Pod", tree.Root, "Running", parent));
        var read = NodeStatus.Read(tree.Workflow()).Tree;
        read.TryGet(attempt, out var node).ShouldBeTrue();
        read.RetryOf(node!).ShouldBeNull();
        read.IsEarlierAttempt(node!).ShouldBeFalse();
    }

    [Fact]
    public void RetryOf_NodeBesideTheAttempts_IsNone()
    {
        var tree = new PlayTree();
        var retry = tree.Add("play.loop", "loop", "Retry", tree.Root, "Running", tree.Root);
        var attempt = tree.Attempt(tree.Add("play.loop(0)", "loop(0)", "Pod", tree.Root, "Failed", retry));
        var beside = tree.Add("play.loop.hook", "hook", "Pod", tree.Root, "Running", retry);
        var read = NodeStatus.Read(tree.Workflow()).Tree;
        read.TryGet(attempt, out var first).ShouldBeTrue();
        read.TryGet(beside, out var hook).ShouldBeTrue();

        read.RetryOf(hook!).ShouldBeNull();
        read.Above(hook!).Select(one => one.Id).ShouldBe([tree.Root]);
        read.RetryOf(first!)!.Id.ShouldBe(retry);
        read.IsEarlierAttempt(first!).ShouldBeFalse();
    }

    [Fact]
    public void Above_NodeInAGroup_AreTheGroupThenTheBoundary()
    {
        var tree = new PlayTree();
        var steps = tree.Add("play.steps", "steps", "Steps", tree.Root, "Running", tree.Root);
        var group = tree.Add("play.steps[0]", "[0]", "StepGroup", steps, "Running", steps);
        var node = tree.Add("play.steps[0].a", "a", "Pod", steps, "Running", group);
        var read = NodeStatus.Read(tree.Workflow()).Tree;
        read.TryGet(node, out var found).ShouldBeTrue();

        read.Above(found!).Select(one => one.Id).ShouldBe([group, steps, tree.Root]);
    }

    private static string? ProblemOf(string nodes)
    {
        using var document = JsonDocument.Parse($$$"""{"metadata":{"name":"play"},"status":{"nodes":{{{nodes}}}}}""");
        return NodeStatus.Read(MainWorkflow.From(document.RootElement.Clone())).Problem;
    }
}
