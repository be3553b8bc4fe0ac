using System.Text.Json;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>Every recorded state of a real workflow, with the plan that is right for it.</summary>
public sealed class RecordedPlanTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["g1-01-gate-pr-created"] = "Wait",
        ["g1-02-resume-unmatched"] = "Wait",
        ["g1-03-gate-opened"] = "Skip NotStarted",
        ["g1-04-cleo-running"] = "Rewind quality-work",
        ["g1-06-cleo-restarted"] = "Rewind quality-work",
        ["g1-07-tess-running"] = "Rewind quality-work",
        ["g1-09-tess-restarted"] = "Rewind quality-work",
        ["g1-10-succeeded"] = "Skip AlreadyCompleted",
        ["g1-11-resume-with-selector-stuck"] = "Skip NotStarted",
        ["g1-12-plain-resume-while-cleo-runs"] = "Rewind quality-work",
        ["g1-13-retry-refused-while-running"] = "Rewind quality-work",
        ["g1-14-suspended"] = "Rewind quality-work",
        ["g1-15-terminated-while-suspended"] = "CancelOnly StoppedBySomebody",
        ["g1-16-terminated"] = "CancelOnly StoppedBySomebody",
        ["g1-17-terminate-refused-when-finished"] = "CancelOnly StoppedBySomebody",
        ["g1-18-retried"] = "Rewind quality-work",
        ["g2-01-implementing"] = "Skip NotStarted",
        ["g2-02-cleo-running"] = "Rewind quality-work",
        ["g2-04-cleo-restarted"] = "Rewind quality-work",
        ["g2-05-waiting-ready-for-qa"] = "Rewind quality-work",
        ["g2-06-tess-running"] = "Rewind quality-work",
        ["g2-08-tess-restarted"] = "Rewind quality-work",
        ["g2-09-cleo-failed"] = "Rewind quality-work",
        ["g2-10-revived"] = "Rewind quality-work",
        ["g2-11-cleo-deleted-without-hold"] = "Rewind quality-work",
        ["g3-01-implementing"] = "Skip NotStarted",
        ["g3-02-cleo-running"] = "Rewind update-to-quality-in-progress",
        ["g3-04-cleo-restarted"] = "Rewind update-to-quality-in-progress",
        ["g3-05-cipher-running"] = "Rewind update-to-quality-in-progress",
        ["g3-06-tess-running"] = "Rewind update-to-quality-in-progress",
        ["g3-08-tess-restarted"] = "Rewind update-to-quality-in-progress",
        ["g3-09-gate-tess-approval"] = "Rewind update-to-quality-in-progress",
        ["g3-10-second-iteration-implementing"] = "Skip NotStarted",
        ["g3-11-second-iteration-cleo-running"] = "Rewind update-to-quality-in-progress",
        ["g3-13-second-iteration-cleo-restarted"] = "Rewind update-to-quality-in-progress",
        ["g3-14-second-iteration-terminated"] = "CancelOnly StoppedBySomebody",
        ["g3-15-second-iteration-retried-wedged"] = "Skip NotStarted",
        ["g3f-01-failed"] = "Rewind update-to-quality-in-progress",
        ["g3f-02-revived"] = "Rewind update-to-quality-in-progress",
        ["g3f-03-succeeded"] = "Skip AlreadyCompleted",
    };

    [Fact]
    public void Plan_EveryRecordedState_IsTheRightOne()
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Absent);
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Recordings.Names("*.json"))
        {
            if (Recordings.Read(name).TryGetProperty("workflow", out var workflow))
            {
                seen.Add(name, Describe(workflow));
            }
        }

        var expected = seen.Keys.ToDictionary(name => name, name => Expected[Path.GetFileNameWithoutExtension(name)]);
        seen.Where(one => one.Value != expected[one.Key]).ShouldBeEmpty();
        seen.Count.ShouldBe(2 * Expected.Count);
    }

    private static string Describe(JsonElement workflow) =>
        Given.Planner().Plan(Given.Input(MainWorkflow.From(workflow))) switch
        {
            RestartPlan.Skip skip => $"Skip {skip.Reason}",
            RestartPlan.Refuse refuse => $"Refuse {refuse.Reason}: {refuse.Message}",
            RestartPlan.CancelOnly cancel => $"CancelOnly {cancel.Reason}",
            RestartPlan.Rewind rewind => $"Rewind {rewind.RestartNode.DisplayName}",
            var other => other.GetType().Name,
        };
}
