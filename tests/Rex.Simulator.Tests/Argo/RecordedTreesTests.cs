using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>
/// The engine, given the recorded templates and what the recorded pods did, builds the recorded node trees: for the few recordings that are
/// kept beside the tests. All of them are in <see cref="Stories.RecordedStoriesTests"/>.
/// </summary>
public sealed class RecordedTreesTests
{
    [Theory]
    [InlineData("g1-04-cleo-running")]
    [InlineData("g2-09-cleo-failed")]
    [InlineData("g3-11-second-iteration-cleo-running")]
    public void Run_PodsEndAsInFixture_TreeIsTheRecordedOne(string fixture)
    {
        var recording = Recording.Fixture(fixture);
        var driver = EngineDriver.For(recording);

        driver.RunTowards(recording.Nodes);

        NodeTrees.Differences(driver.Nodes, recording.Nodes).ShouldBeEmpty();
        var status = (JsonObject)driver.Workflow["status"]!;
        status.Text("phase").ShouldBe(recording.Workflow["status"].TextAt("phase"));
        status.Text("message").ShouldBe(recording.Workflow["status"].TextAt("message"));
    }
}
