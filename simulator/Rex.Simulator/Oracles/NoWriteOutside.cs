using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S1: every write goes to the task's own runs (their orphaned pods included), pull requests and main workflow (its pods and task
/// results of the subtree included), Events about these, or Rex's own objects; and only for a task that was pushed to.
/// </summary>
internal static class NoWriteOutside
{
    public static IEnumerable<Violation> Check(Testimony testimony) =>
        testimony
            .Writes.Select(write => (write, why: WhyNot(testimony, write)))
            .Where(pair => pair.why is not null)
            .Select(pair => Violated(pair.write, pair.why!));

    private static string? WhyNot(Testimony testimony, RexWrite write) =>
        write.Kind switch
        {
            // Events have a rule of their own.
            RexWriteKind.Own or RexWriteKind.Event => null,
            RexWriteKind.Foreign => $"Rex has no business with it: {write.Entry.Method} {write.Entry.Path}",
            RexWriteKind.CancelRun => OnRun(testimony, write),
            RexWriteKind.Pod => OnPod(testimony, write),
            RexWriteKind.TaskResult => OnNode(testimony, write, write.Name, OwnerOfTaskResult(testimony, write)),
            RexWriteKind.RemoveLabel => OnLabel(testimony, write),
            _ => Pushed(testimony, write, testimony.TaskOfWorkflow(write.Name), "the workflow"),
        };

    private static string? OnRun(Testimony testimony, RexWrite write)
    {
        if (testimony.Objects.Before("coderuns", write.Name, write.Entry.Sequence) is not { } run)
        {
            return "a run that nobody created was deleted";
        }

        var app = Testimony.Label(run, "github-app");
        if (!testimony.Evidence.QaApps.Contains(app))
        {
            return $"a run of {(app.Length == 0 ? "no agent" : app)} was deleted";
        }

        return Testimony.Phase(run) is "Succeeded" or "Failed"
            ? "a finished run was deleted"
            : Pushed(testimony, write, testimony.TaskOfRun(run), "the run") ?? TooYoung(testimony, write, run);
    }

    /// <summary>A restart begins with no run at all; where none follows, a run that looks at the push already stays.</summary>
    private static string? TooYoung(Testimony testimony, RexWrite write, JsonObject run)
    {
        var task = testimony.TaskOfRun(run)!;
        var isRestarted = testimony.Writes.Any(next =>
            next.Kind == RexWriteKind.Restart && next.Entry.Sequence > write.Entry.Sequence && testimony.TaskOf(next) == task
        );
        var newest = testimony.PushesOf(task).Last(push => push.DeliveredAt <= write.Entry.At);
        return isRestarted || Testimony.CreatedAt(run) < newest.PushedAt + testimony.Evidence.ClockSkew
            ? null
            : $"the run looked at the push of {newest.After[..12]} already, and no restart follows";
    }

    private static string? OnPod(Testimony testimony, RexWrite write)
    {
        if (testimony.Objects.Before("pods", write.Name, write.Entry.Sequence) is not { } pod)
        {
            return "a pod that nobody created was written to";
        }

        var workflow = Testimony.Label(pod, "workflows.argoproj.io/workflow");
        if (workflow.Length > 0)
        {
            var node = pod["metadata"]?["annotations"]?["workflows.argoproj.io/node-id"]?.GetValue<string>();
            return node is null ? "the pod belongs to no node" : OnNode(testimony, write, node, workflow);
        }

        return testimony.RunOfPod(pod) is { } run && testimony.Evidence.QaApps.Contains(Testimony.Label(run, "github-app"))
            ? Pushed(testimony, write, testimony.TaskOfRun(run), "the pod's run") ?? TooEarly(testimony, write, run)
            : "the pod belongs to no cancelled run";
    }

    /// <summary>The cluster collects what a run leaves behind; only what it has left for long is Rex's to delete.</summary>
    private static string? TooEarly(Testimony testimony, RexWrite write, JsonObject run)
    {
        var lastSeen = testimony.Evidence.Entries.Last(entry =>
            entry is { IsWrite: true, TookEffect: true }
            && entry.Sequence < write.Entry.Sequence
            && ResourcePath.Parse(entry.Path) is { Plural: "coderuns", Name: var name }
            && name == Testimony.Name(run)
        );
        var ago = write.Entry.At - lastSeen.At;
        return ago < testimony.Evidence.OrphanGrace
            ? $"its run was written to {ago.TotalSeconds:0.0} s before, and the cluster has {testimony.Evidence.OrphanGrace.TotalSeconds} s to collect it"
            : null;
    }

    /// <summary>A pod or task result may go only where its node does not stay.</summary>
    private static string? OnNode(Testimony testimony, RexWrite write, string node, string workflow)
    {
        if (Pushed(testimony, write, testimony.TaskOfWorkflow(workflow), "its workflow") is { } why)
        {
            return why;
        }

        var restart = testimony.Writes.FirstOrDefault(next =>
            next.Kind == RexWriteKind.Restart && next.Name == workflow && next.Entry.Sequence > write.Entry.Sequence
        );
        var wasThere = Testimony.Nodes(testimony.Objects.Before("workflows", workflow, write.Entry.Sequence))?[node] is not null;
        if (restart is null || !wasThere)
        {
            return null;
        }

        var stays = Testimony.Nodes(restart.Entry.Answer)?.ContainsKey(node) ?? false;
        return stays ? $"its node {node} stays" : null;
    }

    private static string? OnLabel(Testimony testimony, RexWrite write)
    {
        var label = Uri.UnescapeDataString(RexWrite.LabelPath().Match(write.Entry.Path).Groups["label"].Value);
        // GitHub takes labels, owners and repositories in whichever case.
        if (!string.Equals(label, testimony.Evidence.QaLabel, StringComparison.OrdinalIgnoreCase))
        {
            return $"the label '{label}' was removed";
        }

        var task = testimony.TaskOfPullRequest(write.Name);
        var isOfPushedBranch =
            task is null
            || testimony.PushesOf(task).Any(push => task.PullRequestsOf(push.Ref).Contains(write.Name, StringComparer.OrdinalIgnoreCase));
        return Pushed(testimony, write, task, "the pull request")
            ?? (isOfPushedBranch ? null : "the pull request is of a branch to which nothing was pushed");
    }

    private static string OwnerOfTaskResult(Testimony testimony, RexWrite write) =>
        testimony.Objects.Before("workflowtaskresults", write.Name, write.Entry.Sequence) is { } result
            ? Testimony.Label(result, "workflows.argoproj.io/workflow")
            : "";

    private static string? Pushed(Testimony testimony, RexWrite write, TaskFacts? task, string what)
    {
        if (task is null)
        {
            return $"{what} belongs to no task of a push";
        }

        return testimony.PushesOf(task).Any(push => push.DeliveredAt <= write.Entry.At)
            ? null
            : $"{what} belongs to {task.Name}, to which nothing was pushed";
    }

    private static Violation Violated(RexWrite write, string why) => new("S1", Describe(write), write.Entry.At, why);

    internal static string Describe(RexWrite write) =>
        write.Entry.Target == Ledgers.LedgerTarget.GitHub
            ? write.Name
            : ResourcePath.Parse(write.Entry.Path)?.ToString() ?? write.Entry.Path;
}
