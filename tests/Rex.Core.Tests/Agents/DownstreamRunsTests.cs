using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Agents;

public class DownstreamRunsTests
{
    private static readonly PlatformNames Names = new();

    [Fact]
    public void SelectorOf_Task_AsksForItAndTheDownstreamAgents() =>
        DownstreamRuns.SelectorOf(new TaskId(7), Names).ToString().ShouldBe("task-id=7,github-app in (5DLabs-Cleo,5DLabs-Tess)");

    [Theory]
    [InlineData("play-7", null, true)]
    [InlineData("play-7", "5dlabs/cto", true)]
    [InlineData("play-8", "5dlabs/shop", true)]
    [InlineData(null, "https://github.com/5DLabs/Shop.git", true)]
    [InlineData("play-8", null, false)]
    [InlineData("play-8", "5dlabs/cto", false)]
    [InlineData(null, null, false)]
    [InlineData(null, "shop", false)]
    public void IsOf_Run_NamesTheWorkflowOrTheRepository(string? workflow, string? repository, bool isOwn) =>
        DownstreamRuns.IsOf(Run(workflow, repository), Samples.Repository, "play-7", Names).ShouldBe(isOwn);

    [Theory]
    [InlineData("5dlabs/shop", true)]
    [InlineData(null, false)]
    public void IsOf_NoMainWorkflow_GoesByTheRepositoryAlone(string? repository, bool isOwn)
    {
        DownstreamRuns.IsOf(Run("play-7", repository), Samples.Repository, null, Names).ShouldBe(isOwn);
        DownstreamRuns.IsOf(Run(null, repository), Samples.Repository, null, Names).ShouldBe(isOwn);
    }

    private static AgentRun Run(string? workflow, string? repository)
    {
        var labels = new Dictionary<string, string>();
        if (workflow is not null)
        {
            labels["workflow-name"] = workflow;
        }

        return new AgentRun("run", "uid", "1", Samples.Now, labels, repository, "Running", false, []);
    }
}
