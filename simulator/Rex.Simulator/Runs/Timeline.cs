using Rex.Core.Remediations;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Modes;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Oracles;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Collects what happens in a world, in words.</summary>
internal sealed class Timeline
{
    private readonly World world;
    private readonly Lock gate = new();
    private readonly List<TimelineEvent> events = [];

    public Timeline(World world)
    {
        this.world = world;
        world.Ledger.Completed += Observe;
        world.Interventions.Done += what => Add("somebody", what);
        world.Processes.Crashed += identity => Add(identity, "crashes");
        world.Processes.Paused += (identity, standsStill) => Add(identity, standsStill ? "stands still" : "goes on");
    }

    public IReadOnlyList<TimelineEvent> Events()
    {
        lock (gate)
        {
            return [.. events];
        }
    }

    public void Answered(Deliveries.Delivery delivery, DeliveryAnswer answer) =>
        Add("GitHub", $"delivers {delivery.Name}: {answer.Result}{(answer.Reason.Length > 0 ? $", {answer.Reason}" : "")}");

    /// <summary>Something that happened which no request tells.</summary>
    public void Note(string who, string what) => Add(who, what);

    /// <summary>Puts down what Rex tells.</summary>
    /// <param name="identity">Which of its processes.</param>
    /// <param name="told">What others have told already, where nothing is to be told twice.</param>
    public IRemediationObserver ObserverFor(string identity, HashSet<string>? told = null) => new Observer(this, identity, told ?? []);

    private void Add(string who, string what)
    {
        lock (gate)
        {
            events.Add(new TimelineEvent(world.Clock.GetUtcNow(), who, what));
        }
    }

    private void Observe(LedgerEntry entry)
    {
        if (!entry.IsWrite || !entry.TookEffect)
        {
            return;
        }

        var path = entry.Target == LedgerTarget.Cluster ? ResourcePath.Parse(entry.Path) : null;
        if (entry.Target == LedgerTarget.GitHub)
        {
            Add(entry.Identity, $"{(entry.Method == "DELETE" ? "removes a label" : "sets a label")}: {entry.Path}");
        }
        else if (path is { Plural: "coderuns", Name: "" } && entry.Answer is { } created)
        {
            Add(entry.Identity, $"starts {Testimony.Name(created)} ({Testimony.Label(created, "github-app")})");
        }
        else if (
            path is { Plural: "workflows", Name: "" }
            && entry is { Method: "POST", Answer: { } made }
            && entry.Identity == ArgoDeployment.Sensor
        )
        {
            Add(entry.Identity, $"creates {Testimony.Name(made)}");
        }
        else if (RexWrite.IsRex(entry.Identity) && path is { Plural: not ("remediations" or "events" or "leases") })
        {
            Add(entry.Identity, Describe(entry, path));
        }
    }

    private static string Describe(LedgerEntry entry, ResourcePath path)
    {
        if (path.Plural != "workflows")
        {
            return $"{(entry.Method == "DELETE" ? "deletes" : "releases")} {path}";
        }

        var annotations = entry.Body?["metadata"]?["annotations"];
        return annotations?[RexWrite.RestartedFor] is not null ? $"makes the restart write on {path.Name}"
            : annotations?[RexWrite.HeldBy] is not null ? $"holds {path.Name}"
            : entry.Body?["metadata"]?["labels"]?["current-stage"] is { } stage ? $"sets {path.Name} to {stage}"
            : $"writes to {path.Name}";
    }

    /// <summary>Turns what Rex tells its observer into events: each step once it is done, each failure, and the end.</summary>
    private sealed class Observer(Timeline timeline, string identity, HashSet<string> told) : IRemediationObserver
    {
        public void Decided(DeliveryOutcome outcome) { }

        public void Changed(Remediation remediation)
        {
            var status = remediation.Status;
            foreach (var condition in status.Conditions.Where(condition => condition.IsDone || condition.Reason is not null))
            {
                var what = condition.IsDone ? "done" : $"failed, {condition.Reason}";
                Tell(remediation, $"{condition.Step} {what}: {condition.Message}");
            }

            if (remediation.HasEnded)
            {
                Tell(remediation, $"{status.Phase}, {status.Reason}: {status.Message}");
            }
        }

        public void Noted(Remediation remediation, string note) => timeline.Add(identity, note);

        public void LedgerFailed(PlatformException error) => timeline.Add(identity, $"ledger failed: {error.Message}");

        private void Tell(Remediation remediation, string what)
        {
            lock (told)
            {
                if (!told.Add($"{remediation.Id} {what}"))
                {
                    return;
                }
            }

            timeline.Add(identity, what);
        }
    }
}
