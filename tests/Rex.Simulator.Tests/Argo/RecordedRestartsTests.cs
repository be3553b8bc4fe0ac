using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>The recorded hold and restart writes have the effect here that they had on the real controller.</summary>
public sealed class RecordedRestartsTests
{
    public static TheoryData<string, string, string> Restarts()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var version in (string[])["3.7.18", "4.1.2"])
        {
            data.Add(version, "g1-05-cleo-restart", "g1-06-cleo-restarted");
            data.Add(version, "g1-08-tess-restart", "g1-09-tess-restarted");
            data.Add(version, "g2-03-cleo-restart", "g2-04-cleo-restarted");
            data.Add(version, "g2-07-tess-restart", "g2-08-tess-restarted");
            data.Add(version, "g3-03-cleo-restart", "g3-04-cleo-restarted");
            data.Add(version, "g3-07-tess-restart", "g3-08-tess-restarted");
            data.Add(version, "g3-12-second-iteration-cleo-restart", "g3-13-second-iteration-cleo-restarted");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Run_AfterRecordedRestartWrite_QualityRunsAnew(string version, string restart, string restarted)
    {
        var after = Recording.Load(version, restarted);
        var driver = EngineDriver.For(after);
        var writes = (JsonArray)Recording.Load(version, restart).Json["writes"]!;
        driver.Workflow = (JsonObject)writes[0]!["answer"]!.DeepClone();
        MergePatch.Apply(driver.Workflow, (JsonObject)writes[1]!["body"]!);

        driver.RunTowards(after.Nodes);

        NodeTrees.Differences(driver.Nodes, after.Nodes).ShouldBeEmpty();
        driver.Pods.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Run_UnderRecordedHold_NothingIsDone(string version, string restart, string restarted)
    {
        var driver = EngineDriver.For(Recording.Load(version, restarted));
        var writes = (JsonArray)Recording.Load(version, restart).Json["writes"]!;
        driver.Workflow = (JsonObject)writes[0]!["answer"]!.DeepClone();

        var outcome = driver.Operate();

        driver.Workflow["metadata"]!["labels"].TextAt(ArgoNames.Completed).ShouldBe("true");
        outcome.Updated.ShouldBeFalse();
        outcome.PodsToCreate.ShouldBeEmpty();
    }
}
