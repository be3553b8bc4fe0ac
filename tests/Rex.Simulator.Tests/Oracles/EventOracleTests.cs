using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>Events are writes too: they are about Rex's own Remediations, and about workflows that it did something to.</summary>
public sealed class EventOracleTests
{
    private const string Namespace = "agent-platform";
    private const string Ledger = $"/apis/rex.agents.platform/v1alpha1/namespaces/{Namespace}/remediations";
    private const string Workflow = LedgerBuilder.Workflow;

    [Fact]
    public void Judge_EventsAboutTheRemediationAndItsRestartedWorkflow_IsFine() =>
        Violations(Event(Remediated(LedgerBuilder.Faultless()), "Remediation", LedgerBuilder.Id), "Workflow", Workflow).ShouldBeEmpty();

    [Fact]
    public void Judge_EventBetweenTheStepsOfARestart_IsNoneOfThem()
    {
        var story = Remediated(new LedgerBuilder().WorkflowIs().Run("cleo-1", "5DLabs-Cleo").At(TimeSpan.FromSeconds(5)))
            .Hold()
            .At(TimeSpan.FromSeconds(7))
            .Cancel("cleo-1");

        Event(story, "Workflow", Workflow).RemoveLabel().Reset().Restart().QaSucceedsOnTheNewestCode().Judge().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Pod", "cleo-pod")]
    [InlineData("CodeRun", "cleo-1")]
    [InlineData("Workflow", "play-task-4-x")]
    [InlineData("Workflow", "play-nobody-x")]
    [InlineData("Remediation", "rex-7-3-1772442600-cccccccccccc-00000000")]
    public void Judge_EventAboutWhatIsNotItsOwn_ViolatesS1(string kind, string name) =>
        Violations(Remediated(Other(LedgerBuilder.Faultless())), kind, name).ShouldBe(["S1"]);

    [Theory]
    [InlineData("Remediation", LedgerBuilder.Id)]
    [InlineData("Workflow", Workflow)]
    public void Judge_EventAboutAnObjectThatIsGone_ViolatesS1(string kind, string name) =>
        Violations(Remediated(LedgerBuilder.Faultless()), kind, name, uid: "of-the-one-before").ShouldBe(["S1"]);

    [Fact]
    public void Judge_EventInAnotherNamespaceThanItsObject_ViolatesS1() =>
        Violations(Remediated(LedgerBuilder.Faultless()), "Workflow", Workflow, @namespace: "default").ShouldBe(["S1"]);

    [Fact]
    public void Judge_EventOnAWorkflowBeforeAnythingWasDone_ViolatesS2() =>
        Event(Remediated(new LedgerBuilder().WorkflowIs().At(TimeSpan.FromSeconds(5))), "Workflow", Workflow)
            .Judge()
            .Select(violation => violation.Invariant)
            .ShouldContain("S2");

    [Fact]
    public void Judge_EventAfterRunsWereCancelled_IsFineWithoutAnyWriteOnTheWorkflow() =>
        Event(
                Remediated(
                    new LedgerBuilder().WorkflowIs().At(TimeSpan.FromSeconds(5)),
                    new JsonObject { ["cancelledRuns"] = new JsonArray("cleo-1") }
                ),
                "Workflow",
                Workflow
            )
            .Judge()
            .Where(violation => violation.Invariant is "S1" or "S2")
            .ShouldBeEmpty();

    [Fact]
    public void Judge_EventOfOneThatWasSupersededBeforeItBegan_ViolatesS2()
    {
        var ledger = Remediated(LedgerBuilder.Faultless(), id: LedgerBuilder.OlderId);
        ledger.Remediations.Add(new(LedgerBuilder.OlderId, "Superseded", "NewerPush", false));

        Violations(ledger, "Workflow", Workflow, related: LedgerBuilder.OlderId).ShouldBe(["S2"]);
    }

    private static List<string> Violations(
        LedgerBuilder ledger,
        string kind,
        string name,
        string uid = "u",
        string @namespace = Namespace,
        string related = LedgerBuilder.Id
    ) => [.. Event(ledger, kind, name, uid, @namespace, related).Judge().Select(violation => violation.Invariant)];

    private static LedgerBuilder Event(
        LedgerBuilder ledger,
        string kind,
        string name,
        string uid = "u",
        string @namespace = Namespace,
        string related = LedgerBuilder.Id
    )
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "e", ["namespace"] = @namespace },
            ["regarding"] = new JsonObject
            {
                ["kind"] = kind,
                ["name"] = name,
                ["uid"] = uid,
            },
            ["related"] = new JsonObject { ["kind"] = "Remediation", ["name"] = related },
        };
        return ledger.Add("rex-0", "POST", $"/apis/events.k8s.io/v1/namespaces/{@namespace}/events", body.ToJsonString(), null);
    }

    private static LedgerBuilder Remediated(LedgerBuilder ledger, JsonObject? status = null, string id = LedgerBuilder.Id) =>
        ledger.Add("rex-0", "POST", Ledger, "", Object(id, status));

    private static LedgerBuilder Other(LedgerBuilder ledger) =>
        ledger.Add(
            "workflow-controller",
            "PUT",
            $"/apis/argoproj.io/v1alpha1/namespaces/{Namespace}/workflows/play-task-4-x",
            "",
            Object("play-task-4-x", null)
        );

    private static JsonObject Object(string name, JsonObject? status) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = Namespace,
                ["uid"] = "u",
            },
            ["status"] = status,
        };
}
