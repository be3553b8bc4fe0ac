using Rex.Simulator.Oracles;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Checks what the scenario itself demands, besides the invariants.</summary>
internal sealed class ExpectationCheck(World world, Evidence evidence, IReadOnlyList<HandedOver> handedOver, int crashes)
{
    private readonly Testimony testimony = new(evidence);

    public IEnumerable<Violation> Check() =>
        [
            .. Outcomes(),
            .. Restarts(),
            .. Lateness(),
            .. new AgentRunCheck(world, testimony).Check(),
            .. Untouched(),
            .. Disturbances(),
            .. GitHub(),
            .. new RemediationCheck(testimony, handedOver).Check(),
        ];

    private IEnumerable<Violation> Outcomes()
    {
        foreach (var handed in handedOver)
        {
            var wanted = handed.Description.Outcome.Select(outcome => outcome.Value).ToList();
            var allowed =
                handed.Description.Count == 1 || wanted.Count == 1 ? wanted
                : handed.IsNewest ? wanted[..1]
                : wanted[1..];
            var name = handed.Push.After.Length > 0 ? $"push {handed.Push.After[..12]}" : handed.Description.File?.Value ?? "delivery";
            var reasons = handed.Answers.Where(answer => answer.Result != "Duplicate" && !answer.IsDropped).Select(ReasonOf).ToList();
            if (handed.Answers.Count != handed.Description.Deliveries)
            {
                yield return Violated(name, $"{handed.Answers.Count} of {handed.Description.Deliveries} deliveries were answered");
            }

            // A ledger that somebody has cleared knows of no push before.
            var isForgotten = handed.Description.Redelivered > TimeSpan.Zero && world.Scenario.Idle.Exists(idle => idle.ClearsLedger);
            if (handed.Answers.Count(answer => answer.Result == "Accepted") > (isForgotten ? 2 : 1))
            {
                yield return Violated(name, "it was accepted more than once");
            }

            foreach (var dropped in handed.Answers.Where(answer => answer.IsDropped && !allowed.Exists(NotRexsBusiness.Reasons.Contains)))
            {
                yield return Violated(name, $"it was dropped, {dropped.Message}, and should end as {string.Join(" or ", allowed)}");
            }

            foreach (var reason in reasons.Where(reason => allowed.Count > 0 && !allowed.Contains(reason)))
            {
                yield return Violated(name, $"it ended as {reason} and not as {string.Join(" or ", allowed)}{Message(handed)}");
            }

            foreach (var text in handed.Description.Says.Where(text => !Message(handed).Contains(text.Value, StringComparison.Ordinal)))
            {
                yield return Violated(name, $"its outcome does not say '{text}'{Message(handed)}");
            }
        }
    }

    private string ReasonOf(Modes.DeliveryAnswer answer)
    {
        if (answer.Result != "Accepted")
        {
            return answer.Reason;
        }

        var found = evidence.Remediations.FirstOrDefault(remediation => remediation.Id == answer.RemediationId);
        return found is null ? "nothing"
            : found.Reason.Length > 0 ? found.Reason
            : found.Phase;
    }

    private string Message(HandedOver handed)
    {
        var id = handed.Answers.Select(answer => answer.RemediationId).FirstOrDefault(id => id.Length > 0);
        var message = id is null
            ? handed.Answers.Select(answer => answer.Message).FirstOrDefault()
            : world.Objects.Find("remediations", id)?["status"]?["message"]?.GetValue<string>();
        return string.IsNullOrEmpty(message) ? "" : $": {message}";
    }

    private IEnumerable<Violation> Restarts()
    {
        var wanted = world.Scenario.Expect.Restarts;
        foreach (var task in world.Tasks)
        {
            var expected =
                wanted.TryGetValue(task.Name, out var own) ? own
                : wanted.TryGetValue("all", out var each) && !task.Description.Bystander ? each
                : 0;
            var actual = testimony
                .Writes.Where(write => write.Kind == RexWriteKind.Restart && write.Name == task.Workflow)
                .Select(write => write.RemediationId)
                .Distinct()
                .Count();
            if (actual != expected)
            {
                yield return Violated($"workflows/{task.Workflow}", $"QA of {task.Name} was restarted {actual} times and not {expected}");
            }
        }
    }

    private IEnumerable<Violation> Lateness()
    {
        foreach (var write in testimony.Writes.Where(write => write.Kind == RexWriteKind.Restart))
        {
            if (
                testimony.PushOf(write.RemediationId) is { } push
                && write.Entry.At - push.DeliveredAt > world.Scenario.Expect.RestartedWithin
            )
            {
                yield return Violated(
                    $"workflows/{write.Name}",
                    $"it was restarted only {write.Entry.At - push.DeliveredAt} after the delivery"
                );
            }
        }
    }

    private IEnumerable<Violation> Untouched() =>
        world.Scenario.Expect.Untouched
            ? testimony
                .Writes.Where(write => write.Kind != RexWriteKind.Own)
                .Select(write => Violated(NoWriteOutside.Describe(write), $"nothing was to be written ({write.Kind})"))
            : [];

    private IEnumerable<Violation> Disturbances()
    {
        var unused = world.Faults.Unused;
        foreach (var fault in world.Scenario.NeedNotRepeat ? unused : unused.Concat(world.Faults.NotRepeated))
        {
            yield return Violated(world.Scenario.Name, fault);
        }

        foreach (var undone in world.Deeds.Undone)
        {
            yield return Violated(world.Scenario.Name, $"onGitHub: {undone} did not happen");
        }

        if (world.Idle.Left > 0)
        {
            yield return Violated(world.Scenario.Name, "idle: a time in which nothing was to happen did not come");
        }

        foreach (var problem in world.Interventions.Problems())
        {
            yield return Violated(world.Scenario.Name, problem);
        }

        var (exactly, atLeast) = (world.Scenario.Expect.Crashes, world.Scenario.Expect.CrashesAtLeast);
        if (atLeast > 0 ? crashes < atLeast : crashes != exactly)
        {
            yield return Violated(
                world.Scenario.Name,
                $"Rex crashed {crashes} times and not {(atLeast > 0 ? $"at least {atLeast}" : exactly)}"
            );
        }

        var repairs = RestartedOnce.Repairs(testimony);
        if (world.Scenario.Expect.Repaired is { } wanted && repairs > 0 != wanted)
        {
            yield return Violated(world.Scenario.Name, $"{repairs} restarts had to be put right, and {(wanted ? "some" : "none")} should");
        }
    }

    private IEnumerable<Violation> GitHub() =>
        world
            .GitHubLimits.Early.Where(early => early.Token.StartsWith("rex-", StringComparison.Ordinal))
            .Select(early => Violated(early.Token, $"it asked GitHub at {early.At:T}, though it was told to wait until {early.Until:T}"))
            .Concat(
                world.GitHubTroubles.Unused.Select(unused => Violated(world.Scenario.Name, $"nobody met GitHub's trouble '{unused.Do}'"))
            );

    private Violation Violated(string about, string why) => new("expectation", about, evidence.EndedAt, why);
}
