using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>
/// A process stands still in the middle of a remediation; another one takes it up, restarts QA and ends it; then the first goes on from where it was.
/// Nothing that the restart brought may go. Deadlines are long, so that they are not what stops it.
/// </summary>
public class OvertakenTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_StoodStillBeforeACall_TakesNothingOfTheRestartAway(bool hasFailed) =>
        // A request to remove a label that is on its way cannot be called back.
        ForEachCall(
            () => BeforeTheRestart(hasFailed),
            call => call != Call.RemoveLabel,
            (calls, call, happens, nth) => calls.StandStillBefore(call, happens, nth)
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_StoodStillAfterACall_TakesNothingOfTheRestartAway(bool hasFailed) =>
        ForEachCall(() => BeforeTheRestart(hasFailed), _ => true, (calls, call, happens, nth) => calls.StandStillAfter(call, happens, nth));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_StoodStillBeforeACallOfARepair_TakesNothingOfItAway(bool hasEnded) =>
        ForEachCall(() => Disturbed(hasEnded), _ => true, (calls, call, happens, nth) => calls.StandStillBefore(call, happens, nth));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_StoodStillAfterACallOfARepair_TakesNothingOfItAway(bool hasEnded) =>
        ForEachCall(() => Disturbed(hasEnded), _ => true, (calls, call, happens, nth) => calls.StandStillAfter(call, happens, nth));

    private static void ForEachCall(
        Func<(World, Remediation)> begin,
        Func<Call, bool> isMeant,
        Action<PortCalls, Call, Func<Task>, int> standStill
    )
    {
        var (undisturbed, whole) = begin();
        var before = Enum.GetValues<Call>().ToDictionary(call => call, undisturbed.Calls.CountOf);
        undisturbed.Remediate(whole).Status.Reason.ShouldBe(ReasonCode.Restarted);
        var overtaken = 0;
        foreach (var call in Enum.GetValues<Call>().Where(isMeant))
        {
            for (var nth = 1; nth <= undisturbed.Calls.CountOf(call) - before[call]; nth++)
            {
                var (world, remediation) = begin();
                var brought = false;
                standStill(world.Calls, call, async () => brought = await OvertakeAsync(world, remediation), nth);

                world.Remediate(remediation);

                overtaken += brought ? 1 : 0;
                ShouldBeLeft(world, brought, $"{call} {nth}");
            }
        }

        overtaken.ShouldBeGreaterThan(10);
    }

    /// <summary>Another process does it all, and QA begins: a pod, its result, an agent's run, and in the end the label and the stage.</summary>
    /// <returns>Whether there was anything left to do.</returns>
    private static async Task<bool> OvertakeAsync(World world, Remediation remediation)
    {
        world.Calls.Forget();
        if (world.Store[remediation.Id].HasEnded)
        {
            return false;
        }

        await world.RemediateAsync(remediation);
        world.Store[remediation.Id].Status.Reason.ShouldBe(ReasonCode.Restarted);
        await Task.Delay(TimeSpan.FromSeconds(20), world.Time);
        world.AddPod("new", createdAt: world.Time.GetUtcNow());
        world.AddTaskResult("new");
        world.AddRun("new", agent: "5DLabs-Cleo", stage: "quality", createdAt: world.Time.GetUtcNow());
        world.Pulls.Open(Samples.Branch, Samples.Pull("ready-for-qa"));
        world.EditMain(workflow => workflow["metadata"]!["labels"]!["current-stage"] = "waiting-ready-for-qa");
        world.Writes.Clear();
        return true;
    }

    private static void ShouldBeLeft(World world, bool brought, string where)
    {
        if (brought)
        {
            world.Writes.ShouldBeEmpty(where);
            world.Runs.All.Single(run => run.Name == "new").IsDeleting.ShouldBeFalse(where);
            world.Workflows.Pods.Single(pod => pod.Name == "pod-of-new").IsDeleting.ShouldBeFalse(where);
            world.Pulls.LabelsOf(17).ShouldBe(["ready-for-qa"], where);
            world.Main().Labels["current-stage"].ShouldBe("waiting-ready-for-qa", where);
        }

        world.Store.All.Single().Status.Reason.ShouldBe(ReasonCode.Restarted, where);
    }

    private static (World World, Remediation Remediation) BeforeTheRestart(bool hasFailed)
    {
        var world = World.G2WhileTesting();
        if (hasFailed)
        {
            world.FailTesting();
        }

        return Begin(world);
    }

    /// <summary>The restart is made, and the process that made it is gone; an operation from before the hold has brought removed nodes back.</summary>
    private static (World World, Remediation Remediation) Disturbed(bool hasEnded)
    {
        var (world, remediation) = Begin(World.G2WhileTesting());
        world.Calls.After(Call.PatchWorkflow, world.Crash, on: "restart play-7");
        Should.Throw<OperationCanceledException>(() => world.Remediate(remediation));
        world.StartAgain();
        world.BringBack("testing", "testing0", "testingRun");
        world.AddPod("testingRun");
        world.AddTaskResult("testingRun");
        world.AddRun("tess-2");
        if (hasEnded)
        {
            world.EditMain(workflow =>
            {
                workflow["status"]!["phase"] = "Error";
                workflow["status"]!["finishedAt"] = Plays.Text(world.Time.GetUtcNow());
                workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            });
        }

        return (world, remediation);
    }

    private static (World World, Remediation Remediation) Begin(World world)
    {
        world.Options = world.Options with
        {
            Deadlines = new DeadlineOptions
            {
                ValidateEvent = TimeSpan.FromHours(1),
                CancelAgents = TimeSpan.FromHours(1),
                // Longer than the process stands still, and less than twice as long: half of it is how long the ledger's word counts.
                RemoveQaLabel = TimeSpan.FromSeconds(40),
                ResetWorkflow = TimeSpan.FromHours(1),
                ResumePipeline = TimeSpan.FromHours(1),
                Remediation = TimeSpan.FromHours(5),
            },
        };
        return (world, world.Accept(Samples.Push()));
    }
}
