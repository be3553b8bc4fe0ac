using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Oracles;

/// <summary>The evidence, with what every invariant needs worked out once.</summary>
internal sealed class Testimony
{
    private readonly Dictionary<long, TaskFacts?> tasks = [];

    public Testimony(Evidence evidence)
    {
        Evidence = evidence;
        Writes = RexWrite.AllIn(evidence);
        Objects = new ObjectHistory(evidence.Entries);
    }

    public Evidence Evidence { get; }

    /// <summary>Rex's writes that took effect, in order.</summary>
    public IReadOnlyList<RexWrite> Writes { get; }

    public ObjectHistory Objects { get; }

    /// <summary>The task that a run belongs to: by its number, and its main workflow or its repository. Null for none of the scenario's.</summary>
    public TaskFacts? TaskOfRun(JsonObject run)
    {
        var number = Label(run, "task-id");
        var workflow = Label(run, "workflow-name");
        var repository = run["spec"]?["repositoryUrl"]?.GetValue<string>() ?? "";
        var candidates = Evidence.Tasks.Where(task => task.Number.ToString(CultureInfo.InvariantCulture) == number).ToList();
        return candidates.Find(task => task.Workflow == workflow) ?? candidates.Find(task => IsRepository(repository, task.Repository));
    }

    /// <summary>The task whose workflow, runs or pull requests a write is about; null for none of the scenario's, and for what is Rex's own.</summary>
    public TaskFacts? TaskOf(RexWrite write)
    {
        if (!tasks.TryGetValue(write.Entry.Sequence, out var task))
        {
            tasks[write.Entry.Sequence] = task = FindTask(write);
        }

        return task;
    }

    public TaskFacts? TaskOfWorkflow(string workflow) => Evidence.Tasks.FirstOrDefault(task => task.Workflow == workflow);

    public TaskFacts? TaskOfPullRequest(string reference) =>
        Evidence.Tasks.FirstOrDefault(task => task.PullRequestsOf().Contains(reference, StringComparer.OrdinalIgnoreCase));

    /// <summary>The runs of the task's QA that a witness saw at work, and pods of such runs, which can outlive them.</summary>
    public IEnumerable<WitnessedObject> AliveRuns(Witness witness, TaskFacts task) =>
        witness
            .Objects.Where(seen => seen.Phase is not ("Succeeded" or "Failed"))
            .Where(seen => seen.Kind == "CodeRun" ? IsQa(seen) && IsOf(seen, task) : IsOfQa(seen, task));

    /// <summary>The run that an agent's pod belongs to, or belonged to before it was orphaned; null for another pod.</summary>
    public JsonObject? RunOfPod(JsonObject pod)
    {
        var owner = Objects.All("pods", Name(pod)).Select(state => Owner(state.Object, "Job")).FirstOrDefault(name => name is not null);
        var job = owner is null ? null : Objects.Last("jobs", owner);
        return job is not null && Owner(job, "CodeRun") is { } run ? Objects.Last("coderuns", run) : null;
    }

    /// <summary>The push that a remediation's name speaks of; null where it is none of the scenario's.</summary>
    public PushFact? PushOf(string remediationId)
    {
        var parts = remediationId.Split('-');
        return parts.Length == 6
            ? Evidence.Pushes.LastOrDefault(push =>
                push.Task is not null
                && push.Task.Number.ToString(CultureInfo.InvariantCulture) == parts[2]
                && push.PushedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) == parts[3]
                && push.After.StartsWith(parts[4], StringComparison.Ordinal)
                && (push.Digest is not { } digest || digest == parts[5])
            )
            : null;
    }

    public IEnumerable<PushFact> PushesOf(TaskFacts task) => Evidence.Pushes.Where(push => push.Task == task).OrderBy(push => push.Order);

    public IEnumerable<RemediationFact> RemediationsOf(TaskFacts task) =>
        Evidence.Remediations.Where(remediation => PushOf(remediation.Id)?.Task == task);

    public bool IsQa(WitnessedObject run) => Evidence.QaApps.Contains(run.Labels.GetValueOrDefault("github-app", ""));

    /// <summary>The nodes of a workflow, whichever way they are stored; null where it has none.</summary>
    public static JsonObject? Nodes(JsonObject? workflow) => NodeStorage.NodesOf(workflow) ?? workflow?["status"]?["nodes"] as JsonObject;

    /// <summary>The nodes that a write on a workflow took away.</summary>
    public IReadOnlySet<string> RemovedNodes(RexWrite write)
    {
        var after = Nodes(write.Entry.Answer);
        return Nodes(Objects.Before("workflows", write.Name, write.Entry.Sequence))
                ?.Select(node => node.Key)
                .Where(id => after?.ContainsKey(id) != true)
                .ToHashSet()
            ?? [];
    }

    public static string Label(JsonObject item, string name) => item["metadata"]?["labels"]?[name]?.GetValue<string>() ?? "";

    public static string Name(JsonObject item) => item["metadata"]?["name"]?.GetValue<string>() ?? "";

    public static DateTimeOffset CreatedAt(JsonObject item) =>
        DateTimeOffset.Parse(item["metadata"]!["creationTimestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    public static string Phase(JsonObject item) => item["status"]?["phase"]?.GetValue<string>() ?? "";

    /// <summary>Whether a repository written as an address or as <c>owner/name</c> is this one.</summary>
    public static bool IsRepository(string written, string repository)
    {
        var plain = written.EndsWith(".git", StringComparison.Ordinal) ? written[..^4] : written;
        return string.Equals(plain, repository, StringComparison.OrdinalIgnoreCase)
            || plain.EndsWith("/" + repository, StringComparison.OrdinalIgnoreCase)
            || plain.EndsWith(":" + repository, StringComparison.OrdinalIgnoreCase);
    }

    private TaskFacts? FindTask(RexWrite write) =>
        write.Kind switch
        {
            RexWriteKind.Own or RexWriteKind.Foreign => null,
            RexWriteKind.RemoveLabel => TaskOfPullRequest(write.Name),
            RexWriteKind.CancelRun => Objects.Before("coderuns", write.Name, write.Entry.Sequence) is { } run ? TaskOfRun(run) : null,
            // Both are named after the workflow; an agent's pod is not.
            RexWriteKind.Pod or RexWriteKind.TaskResult => Evidence.Tasks.FirstOrDefault(task =>
                write.Name.StartsWith(task.Workflow + "-", StringComparison.Ordinal)
            ) ?? TaskOfAgentPod(write),
            _ => TaskOfWorkflow(write.Name),
        };

    private TaskFacts? TaskOfAgentPod(RexWrite write) =>
        Objects.Before("pods", write.Name, write.Entry.Sequence) is { } pod && RunOfPod(pod) is { } run ? TaskOfRun(run) : null;

    private bool IsOfQa(WitnessedObject pod, TaskFacts task) =>
        pod.NodeId.Length == 0
        && Objects.Last("pods", pod.Name) is { } known
        && RunOfPod(known) is { } run
        && Evidence.QaApps.Contains(Label(run, "github-app"))
        && TaskOfRun(run) == task;

    private static string? Owner(JsonObject item, string kind) =>
        item["metadata"]
            ?["ownerReferences"]?.AsArray()
            .FirstOrDefault(owner => owner?["kind"]?.GetValue<string>() == kind)
            ?["name"]?.GetValue<string>();

    private static bool IsOf(WitnessedObject run, TaskFacts task) =>
        run.Labels.GetValueOrDefault("task-id") == task.Number.ToString(CultureInfo.InvariantCulture)
        && (run.Labels.GetValueOrDefault("workflow-name") == task.Workflow || IsRepository(run.Repository, task.Repository));
}
