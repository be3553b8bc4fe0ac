using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>The engine, given the recorded templates and what the recorded pods did, builds the recorded node trees.</summary>
public sealed class RecordedTreesTests
{
    private static readonly string[] States =
    [
        "g1-01-gate-pr-created",
        "g1-04-cleo-running",
        "g1-06-cleo-restarted",
        "g1-07-tess-running",
        "g1-10-succeeded",
        "g1-11-resume-with-selector-stuck",
        "g1-12-plain-resume-while-cleo-runs",
        "g1-15-terminated-while-suspended",
        "g1-16-terminated",
        "g1-18-retried",
        "g2-01-implementing",
        "g2-02-cleo-running",
        "g2-05-waiting-ready-for-qa",
        "g2-06-tess-running",
        "g2-08-tess-restarted",
        "g2-09-cleo-failed",
        "g2-11-cleo-deleted-without-hold",
        "g3-01-implementing",
        "g3-02-cleo-running",
        "g3-05-cipher-running",
        "g3-06-tess-running",
        "g3-09-gate-tess-approval",
        "g3-10-second-iteration-implementing",
        "g3-11-second-iteration-cleo-running",
        "g3-13-second-iteration-cleo-restarted",
        "g3f-01-failed",
        "g3f-03-succeeded",
    ];

    public static TheoryData<string, string> Recorded()
    {
        var data = new TheoryData<string, string>();
        foreach (var version in (string[])["3.7.18", "4.1.2"])
        {
            foreach (var state in States)
            {
                data.Add(version, state);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Run_PodsEndAsRecorded_TreeIsTheRecordedOne(string version, string state) => Compare(Recording.Load(version, state));

    [Theory]
    [InlineData("g1-04-cleo-running")]
    [InlineData("g2-09-cleo-failed")]
    [InlineData("g3-11-second-iteration-cleo-running")]
    public void Run_PodsEndAsInFixture_TreeIsTheRecordedOne(string fixture) => Compare(Recording.Fixture(fixture));

    private static void Compare(Recording recording)
    {
        var driver = EngineDriver.For(recording);

        driver.RunTowards(recording.Nodes);
        foreach (var field in (string[])["suspend", "shutdown"])
        {
            if (recording.Workflow["spec"].At(field) is { } value)
            {
                driver.Workflow["spec"]![field] = value.DeepClone();
                driver.RunTowards(recording.Nodes);
            }
        }

        NodeTrees.Differences(driver.Nodes, recording.Nodes).ShouldBeEmpty();
        var status = (JsonObject)driver.Workflow["status"]!;
        status.Text("phase").ShouldBe(recording.Workflow["status"].TextAt("phase"));
        status.Text("message").ShouldBe(recording.Workflow["status"].TextAt("message"));
        foreach (var label in (string[])["workflows.argoproj.io/phase", "workflow-type", "workflows.argoproj.io/workflow-template"])
        {
            driver.Workflow["metadata"]!["labels"].TextAt(label).ShouldBe(recording.Workflow["metadata"]!["labels"].TextAt(label), label);
        }
    }
}
