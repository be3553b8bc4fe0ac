using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>What people read where a plan restarts nothing: which workflow and which of its nodes it was about.</summary>
public sealed class RestartPlanMessageTests
{
    private readonly PlayTree _tree = new();

    [Fact]
    public void Plan_Succeeded_SaysSo()
    {
        _tree.Phase = "Succeeded";
        Message().ShouldBe("Workflow play has succeeded.");
    }

    [Fact]
    public void Plan_CompletingNodeStarted_NamesIt()
    {
        var completing = _tree.Add("play.complete-task", "complete-task", "Pod", _tree.Root, "Running", Quality());
        Message().ShouldBe($"Node {completing} (complete-task) of workflow play has started.");
    }

    [Fact]
    public void Plan_SeveralCurrentQualityNodes_NamesThem()
    {
        var (one, other) = (Quality(), Quality());
        Message().ShouldBe($"Workflow play cannot be read: it has several current quality nodes ({one}, {other}).");
    }

    [Fact]
    public void Plan_RestartNodeLeadsBack_NamesWhereTo()
    {
        var inner = _tree.Add("play.inner", "inner", "DAG", _tree.Root, "Running");
        _tree.Link(_tree.Add("play.inner.quality-work", "quality-work", "Pod", inner, "Running"), "children", inner);
        Message().ShouldBe($"Workflow play cannot be read: what comes after the restart node leads back to {inner}, which it is in.");
    }

    [Fact]
    public void Plan_NodeThatNothingLeadsTo_NamesIt()
    {
        var after = _tree.Add("play.after", "after", "DAG", _tree.Root, "Running", Quality());
        var lost = _tree.Add("play.after.lost", "lost", "Pod", after, "Running");
        Message().ShouldBe($"Workflow play cannot be read: node {lost} is in {after}, but nothing in there leads to it.");
    }

    [Fact]
    public void Plan_QualityStartedAfterThePush_SaysSo()
    {
        Quality();
        var input = Given.Input(_tree.Workflow()) with
        {
            Push = Given.Push(Given.PushedAt.AddHours(-2)),
            Runs = [Given.QualityRun(Given.PushedAt)],
        };
        MessageOf(Given.Planner().Plan(input)).ShouldBe("quality-work of workflow play started after the push.");
    }

    [Fact]
    public void Plan_SomebodyStoppedIt_SaysHowThatShows() =>
        Message(document => document["spec"] = new JsonObject { ["shutdown"] = "Stop" })
            .ShouldBe("Somebody stopped workflow play (spec.shutdown is set).");

    [Fact]
    public void Plan_FailedBeforeQuality_SaysSo()
    {
        _tree[_tree.Root]["phase"] = "Failed";
        Message().ShouldBe("Workflow play failed before quality-work started.");
    }

    [Fact]
    public void Plan_QualityNotStarted_SaysWhyThatIsFine() =>
        Message().ShouldBe("quality-work of workflow play has not started; it will start on the newest code.");

    [Fact]
    public void Plan_GateWaits_SaysUntilWhenItsEventIsWaitedFor()
    {
        var gate = _tree.Add("play.wait-pr-created", "wait-pr-created", "Suspend", _tree.Root, "Running", _tree.Root);
        _tree[gate]["startedAt"] = "2026-11-22T23:50:00Z";
        Message().ShouldBe($"Gate {gate} waits; the event that opens it may be on its way until 2026-11-23T00:20:00Z.");
    }

    [Fact]
    public void Plan_NodeFailedOutside_NamesIt()
    {
        Quality();
        var docs = _tree.Add("play.docs", "docs", "Pod", _tree.Root, "Error", _tree.Root);
        Message().ShouldBe($"Node {docs} (docs) of workflow play failed, and a restart of QA would not bring it back.");
    }

    [Fact]
    public void Plan_HoldsALock_SaysHowThatShows()
    {
        Quality();
        Message(document => document["status"]!["synchronization"] = JsonNode.Parse("""{"mutex":{"holding":[{"mutex":"a"}]}}"""))
            .ShouldBe("Workflow play cannot be rewound: it holds a lock (status.synchronization).");
    }

    [Fact]
    public void Plan_ArtifactGarbageCollection_NamesTheFinalizer()
    {
        Quality();
        Message(document => document["metadata"]!["finalizers"] = new JsonArray("workflows.argoproj.io/artifact-gc"))
            .ShouldBe("Workflow play cannot be rewound: it has the finalizer workflows.argoproj.io/artifact-gc.");
    }

    [Fact]
    public void Plan_NodeToRemoveIsOfAnotherKind_NamesBoth()
    {
        var call = _tree.Add("play.call", "call", "HTTP", _tree.Root, "Succeeded", Quality());
        Message().ShouldBe($"Workflow play cannot be rewound: node {call}, which would be removed, is of type HTTP.");
    }

    [Fact]
    public void Plan_NodeToRemoveIsMemoized_NamesIt()
    {
        var quality = Quality();
        _tree[quality]["memoizationStatus"] = new JsonObject { ["hit"] = true };
        Message().ShouldBe($"Workflow play cannot be rewound: node {quality}, which would be removed, is memoized.");
    }

    [Fact]
    public void Plan_GateOnly_NamesTheStrategy()
    {
        Quality();
        MessageOf(Given.Planner(RestartStrategy.GateOnly).Plan(Given.Input(_tree.Workflow())))
            .ShouldBe("Workflow play needs a rewind, which the strategy gate-only forbids.");
    }

    private string Quality() => _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", _tree.Root);

    private string Message(Action<JsonObject>? change = null) => MessageOf(Given.Planner().Plan(Given.Input(_tree.Workflow(change))));

    private static string MessageOf(RestartPlan plan) =>
        plan switch
        {
            RestartPlan.Skip skip => skip.Message,
            RestartPlan.Wait wait => wait.Message,
            RestartPlan.Refuse refuse => refuse.Message,
            RestartPlan.CancelOnly cancel => cancel.Message,
            _ => $"{plan}",
        };
}
