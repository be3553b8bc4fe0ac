using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S1: an Event is about a Remediation that is there, or about the main workflow of the task that its remediation is for; it names the very object, by its UID,
/// and is kept beside it. S2: it is about a workflow only once something was done for the remediation there.
/// </summary>
internal static class EventsAboutOwn
{
    public static IEnumerable<Violation> Check(Testimony testimony) =>
        from write in testimony.Writes
        where ResourcePath.Parse(write.Entry.Path)?.Plural == "events" && write.Kind != RexWriteKind.Foreign
        let found = WhyNot(testimony, write)
        where found is not null
        select new Violation(found.Value.Rule, $"events/{write.Name}", write.Entry.At, found.Value.Why);

    private static (string Rule, string Why)? WhyNot(Testimony testimony, RexWrite write)
    {
        var isAboutWorkflow = write.Kind == RexWriteKind.Event;
        var about = testimony.Objects.Before(isAboutWorkflow ? "workflows" : "remediations", write.Name, write.Entry.Sequence);
        if (about is null || (string?)about["metadata"]?["uid"] != (string?)write.Entry.Body?["regarding"]?["uid"])
        {
            return ("S1", $"the Event is about a {(isAboutWorkflow ? "workflow" : "Remediation")} that is not there");
        }

        if ((string?)write.Entry.Body?["metadata"]?["namespace"] != (string?)about["metadata"]?["namespace"])
        {
            return ("S1", "the Event is in another namespace than what it is about");
        }

        return isAboutWorkflow ? OnWorkflow(testimony, write) : null;
    }

    private static (string Rule, string Why)? OnWorkflow(Testimony testimony, RexWrite write)
    {
        if (testimony.PushOf(write.RemediationId)?.Task is not { } task || testimony.TaskOfWorkflow(write.Name) != task)
        {
            return ("S1", $"the Event of {write.RemediationId} is about another task's workflow");
        }

        return HasBegun(testimony, write, task)
            ? null
            : ("S2", $"the Event is about a workflow for which {write.RemediationId} had done nothing");
    }

    /// <summary>By what the remediation's own entry said at that time, or by what had been asked for.</summary>
    private static bool HasBegun(Testimony testimony, RexWrite write, TaskFacts task) =>
        testimony.Objects.Before("remediations", write.RemediationId, write.Entry.Sequence)?["status"]?["cancelledRuns"]
            is JsonArray { Count: > 0 }
        || NothingTouched
            .PlatformWritesOf(testimony, task)
            .Any(earlier => earlier.Kind != RexWriteKind.Event && earlier.Entry.Sequence < write.Entry.Sequence);
}
