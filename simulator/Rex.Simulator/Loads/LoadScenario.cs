using System.Globalization;
using Rex.Simulator.Faults;
using Rex.Simulator.GitHub.Hooks;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Loads;

/// <summary>Makes the scenario that a load is: two replicas, many tasks, pushes to all of them, and a kill at one write after the other.</summary>
internal static class LoadScenario
{
    private const string Repository = "acme/shop";

    // The Lease is renewed in between, and tells nothing of how far the work is.
    private const string Work = "/(remediations|workflows|coderuns|pods|workflowtaskresults)";

    public static Scenario For(LoadSettings settings)
    {
        var scenario = new Scenario
        {
            Name = "load",
            About = "Pushes to many tasks at once, while replicas are killed and systems go away.",
            World = new WorldDescription
            {
                Agents = new AgentDescription
                {
                    Rex = TimeSpan.FromSeconds(5),
                    Cleo = TimeSpan.FromSeconds(120),
                    Tess = TimeSpan.FromSeconds(60),
                },
                Tasks =
                [
                    new TaskDescription
                    {
                        Task = 1,
                        Count = settings.Tasks,
                        OwnServices = true,
                    },
                ],
            },
            Deliveries = [.. Deliveries(settings)],
            Faults = [.. Kills(settings), Pause(settings)],
            Settings = Settings(),
            Processes = 2,
            OnlyInvariants = true,
            StartWhen = [Located(Condition.Parse("cleo running"))],
            Within = TimeSpan.FromMinutes(20),
        };
        ScenarioDefaults.Apply(scenario);
        return scenario;
    }

    /// <summary>
    /// Each task's pushes: a fifth of them before the API server goes away, half while it is away, and the rest after it. The tasks begin one after the other.
    /// </summary>
    private static IEnumerable<DeliveryDescription> Deliveries(LoadSettings settings)
    {
        var (each, more) = Math.DivRem(settings.Pushes, settings.Tasks);
        for (var task = 1; task <= settings.Tasks; task++)
        {
            var all = each + (task <= more ? 1 : 0);
            var (before, during) = ((all + 4) / 5, all / 2);
            var (away, back) = (
                settings.Over * LoadSettings.ClusterGoesAwayAt,
                settings.Over * LoadSettings.ClusterGoesAwayAt + settings.ClusterAway
            );
            var within = (double)(task - 1) / settings.Tasks;
            foreach (
                var (count, from, until) in ((int, TimeSpan, TimeSpan)[])
                    [(before, TimeSpan.Zero, away), (during, away, back), (all - before - during, back, settings.Over)]
            )
            {
                if (count > 0)
                {
                    yield return new DeliveryDescription
                    {
                        Push = Located($"task-{task}"),
                        At = from + ((until - from) / count * within),
                        Count = count,
                        Over = until - from,
                        // Some come again by another hook, and some late.
                        Duplicates = task % 5 == 0 ? 1 : 0,
                        Late = TimeSpan.FromSeconds(task % 7 == 0 ? 20 : 1),
                        Outcome = [Located("Restarted")],
                    };
                }
            }
        }
    }

    private static IEnumerable<FaultDescription> Kills(LoadSettings settings)
    {
        // A push comes to some five writes after its acceptance, since most are superseded; the distance is prime, so that kills meet them all.
        var distance = Prime(Math.Max(settings.Pushes * 5 / Math.Max(settings.Kills, 1), 7));
        return Enumerable
            .Range(1, settings.Kills)
            .Select(kill => new FaultDescription
            {
                Do = Located(kill % 2 == 0 ? FaultAction.CrashBefore : FaultAction.CrashAfter),
                Target = Ledgers.LedgerTarget.Cluster,
                Methods = ["PUT", "PATCH", "DELETE"],
                Path = Located(Work),
                Nth = kill * distance,
            });
    }

    private static FaultDescription Pause(LoadSettings settings) =>
        new()
        {
            Do = Located(FaultAction.PauseBefore),
            Target = Ledgers.LedgerTarget.Cluster,
            Methods = ["PATCH"],
            Path = Located("/workflows/"),
            Nth = Math.Max(settings.Tasks / 2, 1),
            For = settings.Pause,
        };

    /// <summary>What takes long by the default is shortened, so that a load is over while somebody waits for it; nothing that keeps Rex from harm is.</summary>
    private static Dictionary<string, string> Settings() =>
        new()
        {
            ["Rex:Leadership:Duration"] = "0:00:04",
            ["Rex:Leadership:RenewDeadline"] = "0:00:03",
            ["Rex:Leadership:RetryPeriod"] = "0:00:00.5",
            ["Rex:Deadlines:PickUpAfter"] = "0:00:15",
            ["Rex:Deadlines:ScanEvery"] = "0:00:05",
            ["Rex:Redelivery:Hooks:0"] = string.Create(CultureInfo.InvariantCulture, $"repos/{Repository}/hooks/{GitHubHooks.HookId}"),
            ["Rex:Redelivery:Every"] = "0:00:05",
        };

    private static int Prime(int from)
    {
        while (Enumerable.Range(2, from / 2).Any(divisor => divisor < from && from % divisor == 0))
        {
            from++;
        }

        return from;
    }

    private static Located<T> Located<T>(T value) => new(value, 0);
}
