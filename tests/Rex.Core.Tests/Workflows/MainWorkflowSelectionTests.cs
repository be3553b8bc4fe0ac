using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public class MainWorkflowSelectionTests
{
    [Fact]
    public void Of_OneActive_IsThatOne()
    {
        var selection = Select([Workflow("old", phase: "Succeeded"), Workflow("active"), Workflow("newer", "Failed", minutesOld: 1)]);

        selection.Workflow!.Name.ShouldBe("active");
        selection.Reason.ShouldBeNull();
        selection.Message.ShouldBe("Main workflow is active.");
    }

    [Fact]
    public void Of_NoneActive_IsTheNewestFinishedOne()
    {
        var selection = Select([
            Workflow("oldest", "Failed", minutesOld: 30),
            Workflow("newest", "Error", minutesOld: 10),
            Workflow("old", "Succeeded", minutesOld: 20),
        ]);

        selection.Workflow!.Name.ShouldBe("newest");
        selection.Message.ShouldBe("Main workflow is newest, which has finished.");
    }

    [Fact]
    public void Of_None_IsNotFound()
    {
        var selection = Select([]);

        selection.Workflow.ShouldBeNull();
        selection.Reason.ShouldBe(ReasonCode.WorkflowNotFound);
        selection.Message.ShouldBe("There is no main workflow of task 7 of 5dlabs/shop.");
    }

    [Fact]
    public void Of_SeveralActive_IsTheOneThatTheRunsName() =>
        Select([Workflow("one"), Workflow("two")], Run("two"), Run("two"), Run(null)).Workflow!.Name.ShouldBe("two");

    [Fact]
    public void Of_SeveralActiveAndTheRunsNameBoth_IsAmbiguous()
    {
        var selection = Select([Workflow("two"), Workflow("one"), Workflow("three")], Run("one"), Run("two"));

        selection.Workflow.ShouldBeNull();
        selection.Reason.ShouldBe(ReasonCode.AmbiguousWorkflow);
        selection.Message.ShouldBe("Task 7 of 5dlabs/shop has several active main workflows: one, two.");
    }

    [Fact]
    public void Of_SeveralActiveAndTheRunsNameNone_IsAmbiguous() =>
        Select([Workflow("one"), Workflow("two")], Run("three")).Reason.ShouldBe(ReasonCode.AmbiguousWorkflow);

    [Theory]
    [InlineData('b', 42, 7, "two")]
    [InlineData('c', 42, 7, "two")]
    [InlineData('b', 43, 7, null)]
    [InlineData('b', 42, 8, null)]
    public void Of_SeveralActiveAndRexHoldsOneForTheTask_IsThatOne(char after, long repository, int task, string? chosen)
    {
        var holder = Samples.Push(after: after, task: task) with { RepositoryId = repository };

        Select([Workflow("one"), Workflow("two", heldBy: holder.Id.Value)]).Workflow?.Name.ShouldBe(chosen);
    }

    [Fact]
    public void Of_OneIsHeldAndTheRunsNameTheOther_IsAmbiguous() =>
        Select([Workflow("one"), Workflow("two", heldBy: Samples.Push().Id.Value)], Run("one"))
            .Reason.ShouldBe(ReasonCode.AmbiguousWorkflow);

    [Theory]
    [InlineData("Running", "Running", "one", true)]
    [InlineData("Running", "Running", "two", false)]
    [InlineData("Running", "Failed", "two", true)]
    [InlineData("Failed", "Running", "three", false)]
    [InlineData("Failed", "Failed", "two", true)]
    public void Keep_AnotherOneIsAtWorkByNow_IsReplaced(string chosen, string other, string named, bool isKept)
    {
        var selection = Keep(Workflow("one", chosen), [Workflow("one", chosen), Workflow("two", other)], Run(named));

        selection.Workflow?.Name.ShouldBe(isKept ? "one" : null);
        selection.Reason.ShouldBe(isKept ? null : ReasonCode.WorkflowReplaced);
        selection.Message.ShouldBe(isKept ? "Main workflow is one." : "Main workflow was one, and two is at work by now.");
    }

    [Fact]
    public void Keep_TheOtherOneIsOfAnotherRepository_IsKept() =>
        Keep(Workflow("one", "Failed"), [Workflow("two", label: "5dlabs-cto")], Run("two")).Workflow!.Name.ShouldBe("one");

    [Theory]
    [InlineData("5dlabs-shop", null, true)]
    [InlineData("5DLabs-Shop", null, true)]
    [InlineData("5dlabs-cto", null, false)]
    [InlineData(null, "5dlabs/shop", true)]
    [InlineData(null, "https://github.com/5dlabs/shop", true)]
    [InlineData(null, "5dlabs/cto", false)]
    [InlineData(null, "{{workflow.parameters.repository}}", false)]
    [InlineData("5dlabs-shop", "5dlabs/shop", true)]
    [InlineData("5dlabs-shop", "5dlabs-shop/x", false)]
    [InlineData("5dlabs-cto", "5dlabs/shop", false)]
    [InlineData(null, null, false)]
    public void Of_RepositoryByLabelAndArgument_BothHaveToFit(string? label, string? argument, bool isOwn) =>
        (Select([Workflow("one", label: label, argument: argument)]).Workflow is not null).ShouldBe(isOwn);

    private static MainWorkflowSelection Select(IReadOnlyList<MainWorkflow> candidates, params IReadOnlyList<AgentRun> runs) =>
        MainWorkflowSelection.Of(candidates, runs, Samples.Push(), new PlatformNames());

    private static MainWorkflowSelection Keep(
        MainWorkflow chosen,
        IReadOnlyList<MainWorkflow> candidates,
        params IReadOnlyList<AgentRun> runs
    ) => MainWorkflowSelection.Keep(chosen, candidates, runs, Samples.Push(), new PlatformNames());

    private static AgentRun Run(string? workflow)
    {
        var labels = new Dictionary<string, string>();
        if (workflow is not null)
        {
            labels["workflow-name"] = workflow;
        }

        return new AgentRun("run", "uid", "1", Samples.Now, labels, "5dlabs/shop", "Running", false, []);
    }

    private static MainWorkflow Workflow(
        string name,
        string phase = "Running",
        int minutesOld = 60,
        string? label = "5dlabs-shop",
        string? argument = null,
        string? heldBy = null
    )
    {
        var workflow = Plays.Workflow(Plays.G2WhileTesting, name);
        workflow["metadata"]!["creationTimestamp"] = Plays.Text(Samples.Now.AddMinutes(-minutesOld));
        workflow["metadata"]!["labels"]!["repository"] = label;
        workflow["status"]!["phase"] = phase;
        if (heldBy is not null)
        {
            workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            workflow["metadata"]!["annotations"] = new JsonObject { ["rex.agents.platform/held-by"] = heldBy };
        }

        if (argument is not null)
        {
            workflow["spec"]!["arguments"] = new JsonObject
            {
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "repository", ["value"] = argument }),
            };
        }

        return MainWorkflow.From(JsonSerializer.SerializeToElement(workflow));
    }
}
