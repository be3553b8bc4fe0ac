using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>The engine on the shipped WorkflowTemplate: its retries, its deadlines, its mutex.</summary>
public sealed class RemediationTemplateTests
{
    private readonly Mutexes mutexes = new();
    private readonly EngineDriver driver;

    public RemediationTemplateTests() => driver = NewDriver("rex-aaaaa");

    [Theory]
    [InlineData(2, NodePhases.Failed)]
    [InlineData(3, NodePhases.Failed)]
    [InlineData(4, NodePhases.Running)]
    [InlineData(5, NodePhases.Failed)]
    [InlineData(137, NodePhases.Running)]
    public void Retry_ExitCode_DecidesWhetherThereIsAnother(int exitCode, string phase)
    {
        driver.Operate();
        driver.EndPod("validate-event(0)", exitCode);
        driver.Operate();
        Node("validate-event").Text("message").ShouldBe("Backoff for 5 seconds", "the pause comes before the expression is looked at");

        driver.Now += TimeSpan.FromSeconds(6);
        driver.Operate();

        Node("validate-event").Text("phase").ShouldBe(phase);
        driver
            .Pods.Keys.Count(name => name.Contains("validate-event", StringComparison.Ordinal))
            .ShouldBe(phase == NodePhases.Running ? 2 : 1);
    }

    [Fact]
    public void Pods_Deadline_IsTheTemplatesOrWhatIsLeftOfTheWorkflows()
    {
        driver.Operate();
        SecondsOf("validate-event").ShouldBe(60);

        driver.EndPod("validate-event(0)", 4);
        driver.Now += TimeSpan.FromSeconds(270);
        driver.Operate();

        driver.Pods.Values.Select(pod => (long?)pod["spec"]!["activeDeadlineSeconds"]).Min().ShouldBe(30);
    }

    [Fact]
    public void Workflow_PastItsDeadline_EndsTheStepAndStillReports()
    {
        driver.Operate();
        driver.StartPods();
        driver.Now += TimeSpan.FromSeconds(301);

        var outcome = driver.Operate();

        outcome.PodsToTerminate.ShouldHaveSingleItem().ShouldContain("validate-event");
        Node("validate-event(0)").Text("message").ShouldBe("Step exceeded its deadline");
        Node("validate-event").Text("message")!.ShouldStartWith("retry exceeded workflow deadline");
        SecondsOf("report").ShouldBe(150, "an exit handler has its own time");
        driver.Operate();
        Node("report(0)").Text("phase").ShouldBe(NodePhases.Pending, "it may wait for its pod");
        driver.EndPod("report(0)", 0);
        driver.Operate();
        Node("report").Text("phase").ShouldBe(NodePhases.Succeeded);
        driver.Workflow["status"].TextAt("phase").ShouldBe(WorkflowPhases.Failed);
    }

    [Fact]
    public void Report_FailsPastTheDeadline_IsNotTriedAgain()
    {
        driver.Operate();
        driver.StartPods();
        driver.Now += TimeSpan.FromSeconds(301);
        driver.Operate();
        driver.EndPod("report(0)", 4);

        driver.Operate();

        Node("report").Text("message")!.ShouldStartWith("retry exceeded workflow deadline");
        driver.Nodes.ShouldNotContain(node => node.Value!["displayName"]!.GetValue<string>() == "report(1)");
    }

    /// <summary>Why there is a DAG around the report.</summary>
    [Fact]
    public void ExitHandlerWithRetriesInNoDag_PastTheDeadline_FailsWhileItsPodWaits()
    {
        var template = ArgoManifests.WorkflowTemplate();
        template["spec"]!["onExit"] = "report";
        var alone = NewDriver("rex-bbbbb", template);
        alone.Operate();
        alone.StartPods();
        alone.Now += TimeSpan.FromSeconds(301);
        alone.Operate();

        alone.Operate();

        var attempt = alone.Nodes.Single(node => node.Value.TextAt("displayName") == "rex-bbbbb.onExit(0)").Value!;
        attempt.TextAt("message").ShouldBe("Step exceeded its deadline");
    }

    [Fact]
    public void Remediate_MutexIsTaken_WaitsUntilTheOtherHasEnded()
    {
        var older = mutexes.TryAcquire(
            "agent-platform/Mutex/rex-1296269123-3",
            "agent-platform/rex-other",
            "node",
            DateTimeOffset.MinValue
        );
        older.ShouldBeTrue();
        Validated(driver);
        Node("remediate").Text("phase").ShouldBe(NodePhases.Pending);
        Node("remediate").Text("message").ShouldBe("Waiting for agent-platform/Mutex/rex-1296269123-3 lock. Lock status: 0/1");
        driver.Nodes.ShouldNotContain(node => node.Value!["displayName"]!.GetValue<string>() == "cancel-agents");

        mutexes.ReleaseAll("agent-platform/rex-other");
        driver.Operate();

        Node("cancel-agents(0)").Text("phase").ShouldBe(NodePhases.Pending);
    }

    [Fact]
    public void Remediate_WaitsPastTheDeadline_FailsAndLeavesTheQueue()
    {
        mutexes.TryAcquire("agent-platform/Mutex/rex-1296269123-3", "agent-platform/rex-other", "node", DateTimeOffset.MinValue);
        Validated(driver);
        driver.Now += TimeSpan.FromSeconds(301);

        driver.Operate();
        driver.Operate();

        Node("remediate").Text("message").ShouldBe("Step exceeded its deadline");
        var next = NewDriver("rex-bbbbb");
        Validated(next);
        mutexes.ReleaseAll("agent-platform/rex-other");
        next.Operate();
        next.Nodes.ShouldContain(node => node.Value!["displayName"]!.GetValue<string>() == "cancel-agents(0)");
    }

    private EngineDriver NewDriver(string name, JsonObject? template = null)
    {
        var workflow = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "agent-platform",
                ["uid"] = name,
            },
            ["spec"] = new JsonObject { ["workflowTemplateRef"] = new JsonObject { ["name"] = "rex-remediation" } },
        };
        return new EngineDriver(workflow, template ?? ArgoManifests.WorkflowTemplate(), ArgoVersion.V3) { Mutexes = mutexes };
    }

    private static void Validated(EngineDriver driver)
    {
        driver.Operate();
        driver.EndPod(
            "validate-event(0)",
            0,
            ("decision", "Remediate"),
            ("remediation", "rex-1"),
            ("repository-id", "1296269123"),
            ("task", "3")
        );
        driver.Operate();
        driver.Operate();
    }

    private long? SecondsOf(string template) =>
        (long?)driver.Pods.Single(pod => pod.Key.Contains(template, StringComparison.Ordinal)).Value["spec"]!["activeDeadlineSeconds"];

    private JsonObject Node(string displayName) =>
        driver.Nodes.Select(node => node.Value!.AsObject()).Single(node => node.Text("displayName") == displayName);
}
