using System.Text.Json;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public sealed class MainWorkflowTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"metadata":{"name":7,"labels":{"a":1},"annotations":[]},"status":"x","spec":[]}""")]
    public void From_AnyDocument_ReadsWhatIsThere(string json)
    {
        using var document = JsonDocument.Parse(json);
        var workflow = MainWorkflow.From(document.RootElement);
        workflow.Name.ShouldBeEmpty();
        workflow.Uid.ShouldBeEmpty();
        workflow.ResourceVersion.ShouldBeEmpty();
        workflow.CreatedAt.ShouldBe(DateTimeOffset.UnixEpoch);
        workflow.Labels.ShouldBeEmpty();
        workflow.Annotations.ShouldBeEmpty();
        workflow.IsFinished.ShouldBeFalse();
        workflow.IsShutDown.ShouldBeFalse();
        workflow.IsSuspended.ShouldBeFalse();
        workflow.Finalizers.ShouldBeEmpty();
        workflow.Parameter("repository").ShouldBeNull();
    }

    [Fact]
    public void From_LabelTwice_TakesTheFirst()
    {
        using var document = JsonDocument.Parse("""{"metadata":{"labels":{"a":"1","a":"2"}},"spec":{"suspend":true}}""");
        var workflow = MainWorkflow.From(document.RootElement);
        workflow.Labels["a"].ShouldBe("1");
        workflow.IsSuspended.ShouldBeTrue();
    }
}
