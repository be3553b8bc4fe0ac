using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>What Rex writes is what was written when the real workflow controller took the workflow up again.</summary>
public sealed class RecordedRestartTests
{
    public static TheoryData<string> Fixtures =>
        [.. "g1-08-tess-restart.json g2-07-tess-restart.json g2-10-revived.json g3-12-second-iteration-cleo-restart.json".Split(' ')];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void For_FixtureOfRealRestart_GivesTheSameObject(string name) => ShouldGiveTheSameObject(Recordings.Fixture(name));

    [Fact]
    public void For_EveryRecordedRestart_GivesTheSameObject()
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Absent);
        var names = Recordings.Names("*-restart.json").Concat(Recordings.Names("*-revived.json")).ToList();
        names.Count.ShouldBe(18);
        names.ShouldAllBe(name => Compare(name) == "same");
    }

    private static string Compare(string name)
    {
        try
        {
            ShouldGiveTheSameObject(Recordings.Read(name));
            return "same";
        }
        catch (ShouldAssertException error)
        {
            return $"{name}: {error.Message}";
        }
    }

    /// <summary>The last recorded write, and the state it was made on: after the hold, or before where the controller had completed it.</summary>
    private static void ShouldGiveTheSameObject(JsonElement recording)
    {
        var writes = recording.GetProperty("writes").EnumerateArray().ToList();
        var held = writes.Count > 1 ? writes[0].GetProperty("answer") : recording.GetProperty("before");
        var workflow = MainWorkflow.From(held);
        var plan = Given.Planner().Plan(Given.Input(workflow)).ShouldBeOfType<RestartPlan.Rewind>();

        var write = RestartWrite.For(workflow, plan, Given.Stamp());

        var target = JsonNode.Parse(held.GetRawText());
        var recorded = (JsonObject)JsonNode.Parse(writes[^1].GetProperty("body").GetRawText())!;
        if (recorded["status"]?["taskResultsCompletionStatus"] is JsonObject { Count: 0 })
        {
            // The recorder wrote an empty map here, which a restart write must not.
            ((JsonObject)recorded["status"]!).Remove("taskResultsCompletionStatus");
        }

        Normalized(MergePatch.Apply(target, write.Patch)).ShouldBe(Normalized(MergePatch.Apply(target, recorded)));
    }

    private static string Normalized(JsonNode workflow)
    {
        var metadata = (JsonObject)workflow["metadata"]!;
        metadata.Remove("resourceVersion");
        if (metadata["annotations"] is JsonObject annotations)
        {
            foreach (var name in annotations.Select(one => one.Key).Where(key => key.StartsWith("rex.", StringComparison.Ordinal)).ToList())
            {
                annotations.Remove(name);
            }
        }

        ((JsonObject)workflow["status"]!).Remove("startedAt");
        return Sorted(workflow)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject known => new JsonObject(
                known.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, Sorted(one.Value)))
            ),
            JsonArray array => new JsonArray([.. array.Select(Sorted)]),
            null => null,
            _ => node.DeepClone(),
        };
}
