using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>Where the real controller is wrong, or surprising, the engine is too.</summary>
public sealed class WorkflowOperationTests
{
    private readonly Recording recording = Recording.Fixture("g1-04-cleo-running");

    [Fact]
    public void Run_PodOfThatNodeIsThereAlready_IsTakenForItsOwn()
    {
        var driver = EngineDriver.For(recording);
        var fresh = (JsonObject)driver.Workflow.DeepClone();
        driver.Operate().PodsToCreate.Count.ShouldBe(1);
        driver.Workflow = fresh;

        var outcome = driver.Operate();

        outcome.PodsToCreate.ShouldBeEmpty();
        Node(driver, "implementation-work(0)")["phase"]!.GetValue<string>().ShouldBe(NodePhases.Pending);
    }

    [Fact]
    public void Run_OldTaskResultOfThatNode_GivesTheNewNodeOldOutputs()
    {
        var driver = EngineDriver.For(recording);
        driver.Operate();
        var id = Node(driver, "implementation-work(0)").Text("id")!;
        driver.Results[id] = (JsonObject)
            JsonNode.Parse(
                $$"""
                {
                  "metadata": { "name": "{{id}}", "labels": { "{{ArgoNames.ReportOutputsCompleted}}": "true" } },
                  "outputs": { "parameters": [{ "name": "coderun-name", "value": "of-an-earlier-run" }] }
                }
                """
            )!;

        driver.Operate();

        Node(driver, "implementation-work(0)")["outputs"]!["parameters"]![0]!["value"]!.GetValue<string>().ShouldBe("of-an-earlier-run");
    }

    [Fact]
    public void Run_Suspended_RecordsPodsAndStartsNothing()
    {
        var driver = EngineDriver.For(recording);
        driver.Operate();
        driver.Workflow["spec"]!["suspend"] = true;

        driver.RunTowards(recording.Nodes);

        Node(driver, "implementation-work(0)").Text("phase").ShouldBe(NodePhases.Succeeded);
        driver.Nodes.Count.ShouldBe(3);
    }

    [Fact]
    public void Run_NodeWithoutTheOneItDependsOn_EndsAsError()
    {
        var driver = EngineDriver.For(recording);
        driver.RunTowards(recording.Nodes);
        foreach (var gone in (string[])["quality-work", "quality-work(0)"])
        {
            driver.Nodes.Remove(Node(driver, gone).Text("id")!);
        }

        Node(driver, "wait-pr-created")["children"] = new JsonArray();
        AddLeaf(driver);

        driver.Operate();

        var status = (JsonObject)driver.Workflow["status"]!;
        status.Text("phase").ShouldBe("Error");
        status.Text("message").ShouldBe("error in entry template execution: Ancestor task node quality-work not found");
    }

    [Fact]
    public void Run_LeafTaskHasEnded_TakesTheWholeDagForDone()
    {
        var driver = EngineDriver.For(recording);
        driver.RunTowards(recording.Nodes);
        Node(driver, "wait-ready-for-qa")["phase"] = NodePhases.Succeeded;
        Node(driver, "wait-ready-for-qa")["children"] = new JsonArray("play-g1-leaf");
        foreach (var task in (string[])["testing-work", "update-to-waiting-approval", "wait-pr-approved"])
        {
            AddNode(driver, task, NodePhases.Succeeded);
        }

        AddLeaf(driver);
        Node(driver, "wait-ready-for-qa")["children"] = new JsonArray(Node(driver, "complete-task").Text("id"));

        driver.Operate();

        Node(driver, driver.Workflow["metadata"].TextAt("name")!).Text("phase").ShouldBe(NodePhases.Succeeded);
    }

    [Fact]
    public void Run_SupplierlessOutputOfGate_EndsAsErrorOfThePanic()
    {
        var driver = EngineDriver.For(recording, template => Gate(template)["outputs"]!["parameters"]![0] = PlainOutput());

        driver.RunTowards(recording.Nodes);

        driver.Workflow["status"].TextAt("phase").ShouldBe("Error");
        driver.Workflow["status"].TextAt("message").ShouldBe("runtime error: invalid memory address or nil pointer dereference");
    }

    [Fact]
    public void Run_PodIsGone_NodeEndsAsErrorOnceItIsOldEnough()
    {
        var driver = EngineDriver.For(Recording.Fixture("g2-09-cleo-failed"));
        driver.Operate();
        driver.StartPods();
        driver.Operate();
        driver.LosePods();

        driver.Operate();
        Node(driver, "create-coderun-resource").Text("phase").ShouldBe(NodePhases.Running);
        driver.Now += TimeSpan.FromSeconds(30);
        driver.Operate();

        Node(driver, "create-coderun-resource").Text("phase").ShouldBe(NodePhases.Error);
        Node(driver, "create-coderun-resource").Text("message").ShouldBe("pod deleted");
    }

    private static JsonObject Node(EngineDriver driver, string displayName) =>
        driver.Nodes.Select(node => (JsonObject)node.Value!).Last(node => node.Text("displayName") == displayName);

    private static void AddLeaf(EngineDriver driver) => AddNode(driver, "complete-task", NodePhases.Succeeded);

    private static void AddNode(EngineDriver driver, string task, string phase)
    {
        var workflow = driver.Workflow["metadata"].TextAt("name")!;
        var id = NodeIds.Of(workflow, $"{workflow}.{task}");
        driver.Nodes[id] = new JsonObject
        {
            ["id"] = id,
            ["name"] = $"{workflow}.{task}",
            ["displayName"] = task,
            ["type"] = "Suspend",
            ["phase"] = phase,
            ["boundaryID"] = workflow,
            ["startedAt"] = KubeTime.Format(driver.Now),
            ["finishedAt"] = KubeTime.Format(driver.Now),
        };
    }

    private static JsonObject Gate(JsonObject template) =>
        (template["spec"] as JsonObject).Objects("templates").Single(item => item.Text("name") == "suspend-for-event");

    private static JsonObject PlainOutput() => new() { ["name"] = "pr-url", ["value"] = "fixed" };
}
