using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Tests.Runs;

public sealed class ScenarioRunTests
{
    private static readonly RunOptions Options = new(Seed: 4, Speed: 50, Path.Combine(AppContext.BaseDirectory, "deliveries"));

    [Fact]
    public async Task RunAsync_PushWhileCleoRuns_CancelsAndRestartsOnce()
    {
        var result = await RunAsync("rex-push-cancels-and-restarts", _ => { });

        result.Violations.ShouldBeEmpty();
        result.Pushes.ShouldBe(1);
        result.Cancelled.ShouldBe(1);
        result.Restarts.ShouldBe(1);
        result.Timeline.ShouldContain(happened => happened.What.Contains("makes the restart write"));
    }

    [Fact]
    public async Task RunAsync_WrongExpectations_AreEachFound()
    {
        var result = await RunAsync(
            "other-senders",
            scenario =>
            {
                scenario.Deliveries[0].Outcome[0] = new Located<string>("Malformed", 0);
                scenario.Expect.Restarts["task-3"] = 2;
                scenario.Expect.Cancelled = 3;
                scenario.Expect.Crashes = 1;
                scenario.Deliveries[1].Says.Add(new Located<string>("Cipher", 0));
                scenario.Interventions.Add(
                    new InterventionDescription { Do = new Located<InterventionKind>(InterventionKind.Stop, 1), At = TimeSpan.FromDays(1) }
                );
            }
        );

        result.Violations.Select(violation => violation.Invariant).ShouldAllBe(invariant => invariant == "expectation");
        var why = string.Join('\n', result.Violations.Select(violation => violation.Why));
        why.ShouldContain("it ended as SenderNotAllowed and not as Malformed");
        why.ShouldContain("restarted 0 times and not 2");
        why.ShouldContain("0 runs were cancelled and not 3");
        why.ShouldContain("crashed 0 times and not 1");
        why.ShouldContain("its outcome does not say 'Cipher'");
        why.ShouldContain("the intervention Stop (line 1) never happened");
    }

    [Fact]
    public async Task RunAsync_WrongDemandsOfARemediationsWay_AreEachFound()
    {
        var result = await RunAsync(
            "step-fails-for-good",
            scenario =>
            {
                scenario.Deliveries[0].FailsIn = new Located<string>("CancelAgents", 0);
                scenario.Deliveries[0].FailedBefore.Add(new Located<string>("TimedOut", 0));
                scenario.Expect.OrphansDeleted = 2;
                scenario.Idle.Add(new IdleDescription { At = TimeSpan.FromHours(1), For = TimeSpan.FromHours(1) });
                scenario.OnGitHub.Add(
                    new GitHubDeedDescription
                    {
                        Do = new Located<GitHubDeedKind>(GitHubDeedKind.Close, 1),
                        Task = new Located<string>("task-3", 1),
                        At = TimeSpan.FromHours(1),
                    }
                );
            }
        );

        result.Violations.Select(violation => violation.Invariant).ShouldAllBe(invariant => invariant == "expectation");
        var why = string.Join('\n', result.Violations.Select(violation => violation.Why));
        why.ShouldContain("it failed in RemoveQaLabel and not in CancelAgents");
        why.ShouldContain("RemoveQaLabel began although CancelAgents had failed");
        why.ShouldContain("it did not fail with TimedOut on the way");
        why.ShouldContain("0 pods of agents were deleted and not 2");
        why.ShouldContain("idle: a time in which nothing was to happen did not come");
        why.ShouldContain("onGitHub: Close (line 1) did not happen");
    }

    private static Task<ScenarioResult> RunAsync(string name, Action<Scenario> change)
    {
        var scenario = ScenarioReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".yaml"));
        change(scenario);
        return new ScenarioRun(scenario, Options).RunAsync(TestContext.Current.CancellationToken);
    }
}
