using System.Text.Json;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Tests.Workflows.Nodes;

public class WorkflowNodeTests
{
    [Theory]
    [InlineData("Succeeded", true, false)]
    [InlineData("Skipped", true, false)]
    [InlineData("Omitted", true, false)]
    [InlineData("Failed", true, true)]
    [InlineData("Error", true, true)]
    [InlineData("Running", false, false)]
    [InlineData("Pending", false, false)]
    [InlineData("", false, false)]
    public void IsFinished_Phase_IsWhetherItHasEnded(string phase, bool isFinished, bool hasFailed)
    {
        var node = Node(phase: phase);

        node.IsFinished.ShouldBe(isFinished);
        node.HasFailed.ShouldBe(hasFailed);
    }

    [Theory]
    [InlineData("Skipped", "Running", true)]
    [InlineData("Pod", "Skipped", true)]
    [InlineData("Pod", "Omitted", true)]
    [InlineData("Pod", "Running", false)]
    public void WasPassedOver_TypeOrPhase_SaysSo(string type, string phase, bool expected) =>
        Node(type, phase).WasPassedOver.ShouldBe(expected);

    [Theory]
    [InlineData("StepGroup", true)]
    [InlineData("TaskGroup", true)]
    [InlineData("Retry", false)]
    [InlineData("DAG", false)]
    [InlineData("", false)]
    public void IsGroup_Type_IsWhetherItOnlyGroups(string type, bool expected) => Node(type).IsGroup.ShouldBe(expected);

    private static WorkflowNode Node(string type = "Pod", string phase = "Running")
    {
        using var document = JsonDocument.Parse($$"""{"type":"{{type}}","phase":"{{phase}}"}""");
        return new WorkflowNode("a", document.RootElement.Clone());
    }
}
