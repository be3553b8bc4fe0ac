using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>Writes ledgers by hand: the story of task 3 of acme/shop, pushed to at 10 minutes, told in single requests.</summary>
internal sealed class LedgerBuilder
{
    public const string Workflow = "play-task-3-x";
    public const string Id = "rex-7-3-1772442600-bbbbbbbbbbbb-00000000";
    public const string OlderId = "rex-7-3-1772442540-aaaaaaaaaaaa-00000000";

    public static readonly DateTimeOffset PushedAt = DateTimeOffset.FromUnixTimeSeconds(1772442600);
    public static readonly TaskFacts Task = new("task-3", 3, "acme/shop", 103, Workflow)
    {
        Branch = "feature/task-3",
        OtherPullRequests = [new PullRequestFact(203, "feature/task-3"), new PullRequestFact(205, "feature/task-3-later")],
    };
    public static readonly TaskFacts Other = new("task-4", 4, "acme/shop", 104, "play-task-4-x");

    private const string Apis = "/apis/argoproj.io/v1alpha1/namespaces/agent-platform";
    private const string Uid = """{"preconditions":{"uid":"u"}}""";
    private const string UidAndVersion = """{"preconditions":{"uid":"u","resourceVersion":"1"}}""";
    private const string Agents = "/apis/agents.platform/v1/namespaces/agent-platform/coderuns";
    private readonly List<LedgerEntry> entries = [];
    private DateTimeOffset now = PushedAt.AddMinutes(-5);
    private string? heldBy;
    private string? restartedFor;

    public List<PushFact> Pushes { get; } =
    [
        new PushFact(Task, new string('a', 40), PushedAt.AddMinutes(-1), PushedAt.AddMinutes(-1), 1),
        new PushFact(Task, new string('b', 40), PushedAt, PushedAt, 2),
    ];

    public List<RemediationFact> Remediations { get; } = [new RemediationFact(Id, "Succeeded", "Restarted", true)];

    /// <summary>Labels that a witness sees on other pull requests than the task's own, by <c>owner/name#number</c>.</summary>
    public Dictionary<string, IReadOnlyList<string>> OtherLabels { get; } = [];

    /// <summary>Whether the world gives no push cause to fail.</summary>
    public bool NothingMayFail { get; set; }

    public LedgerBuilder At(TimeSpan afterPush)
    {
        now = PushedAt + afterPush;
        return this;
    }

    public LedgerBuilder Run(string name, string app, int task = 3, string phase = "Running", string? workflow = Workflow)
    {
        var run = Object(
            name,
            new JsonObject
            {
                ["task-id"] = task.ToString(CultureInfo.InvariantCulture),
                ["github-app"] = app,
                ["workflow-name"] = workflow,
            }
        );
        run["spec"] = new JsonObject { ["repositoryUrl"] = "https://github.com/acme/shop" };
        run["status"] = new JsonObject { ["phase"] = phase };
        return Add("kubelet", "POST", Agents, "", run);
    }

    public LedgerBuilder WorkflowIs(string phase = "Running", string stage = "waiting-ready-for-qa", JsonObject? nodes = null)
    {
        var workflow = Object(Workflow, WorkflowLabels(stage));
        workflow["metadata"]!["annotations"] = new JsonObject { [RexWrite.HeldBy] = heldBy, [RexWrite.RestartedFor] = restartedFor };
        workflow["status"] = new JsonObject
        {
            ["phase"] = phase,
            ["nodes"] = nodes ?? new JsonObject { ["q"] = Node("quality-work", "Running") },
        };
        return Add("workflow-controller", "PUT", $"{Apis}/workflows/{Workflow}", "", workflow);
    }

    public LedgerBuilder Hold(string id = Id, string workflow = Workflow)
    {
        heldBy = id;
        return Patch(workflow, $"{{\"metadata\":{{\"resourceVersion\":\"1\",\"annotations\":{{\"{RexWrite.HeldBy}\":\"{id}\"}}}}}}");
    }

    public LedgerBuilder Cancel(string name, string body = UidAndVersion) => Add("rex-0", "DELETE", $"{Agents}/{name}", body, null);

    public LedgerBuilder DeletePod(string name, string body = Uid) =>
        Add("rex-0", "DELETE", $"/api/v1/namespaces/agent-platform/pods/{name}", body, null);

    /// <summary>The hold ends without a restart.</summary>
    public LedgerBuilder Lift()
    {
        heldBy = null;
        return Patch(
            Workflow,
            "{\"metadata\":{\"resourceVersion\":\"1\",\"labels\":{\"workflows.argoproj.io/completed\":\"false\"},"
                + "\"annotations\":{\""
                + RexWrite.HeldBy
                + "\":null}}}",
            answer: Answer("waiting-ready-for-qa", [])
        );
    }

    public LedgerBuilder RemoveLabel(
        string label = "ready-for-qa",
        int pullRequest = 103,
        string repository = "acme/shop",
        params WitnessedObject[] alive
    )
    {
        var entry = Open("rex-0", "DELETE", $"/repos/{repository}/issues/{pullRequest}/labels/{label}", "", LedgerTarget.GitHub);
        entry.Status = 200;
        entry.ResponseBody = "[]";
        entry.Witness = Seen([label], alive);
        return this;
    }

    public LedgerBuilder Reset(params string[] labels)
    {
        Patch(
            Workflow,
            """{"metadata":{"resourceVersion":"1","labels":{"current-stage":"waiting-pr-created"}}}""",
            labels,
            Answer("waiting-pr-created", new JsonObject { ["q"] = Node("quality-work", "Running") })
        );
        return this;
    }

    public LedgerBuilder Restart(
        string id = Id,
        string[]? labels = null,
        string head = "",
        JsonObject? left = null,
        string? stage = null,
        params WitnessedObject[] alive
    )
    {
        heldBy = null;
        restartedFor = id;
        return Patch(
            Workflow,
            "{\"metadata\":{\"resourceVersion\":\"1\","
                + (stage is null ? "" : $"\"labels\":{{\"current-stage\":\"{stage}\"}},")
                + "\"annotations\":{\""
                + RexWrite.RestartedFor
                + "\":\""
                + id
                + (head.Length > 0 ? "\",\"" + RexWrite.RestartedHead + "\":\"" + head + " 2026-03-02T09:10:05Z" : "")
                + "\"}},\"status\":{\"nodes\":{\"q\":null}}}",
            labels ?? [],
            Answer("waiting-pr-created", left ?? []),
            alive
        );
    }

    public LedgerBuilder QaSucceedsOnTheNewestCode() =>
        At(TimeSpan.FromMinutes(2))
            .Run("cleo-2", "5DLabs-Cleo", phase: "Succeeded")
            .At(TimeSpan.FromMinutes(3))
            .Run("tess-2", "5DLabs-Tess", phase: "Succeeded")
            .WorkflowIs("Succeeded", nodes: new JsonObject { ["q"] = Node("quality-work", "Succeeded", "2026-03-02T09:11:00Z") });

    /// <summary>The whole story as it should be.</summary>
    public static LedgerBuilder Faultless() =>
        new LedgerBuilder()
            .WorkflowIs()
            .Run("cleo-1", "5DLabs-Cleo")
            .At(TimeSpan.FromSeconds(5))
            .Hold()
            .At(TimeSpan.FromSeconds(7))
            .Cancel("cleo-1")
            .RemoveLabel()
            .Reset()
            .Restart()
            .QaSucceedsOnTheNewestCode();

    public static WitnessedObject AliveRun(string name) =>
        new(
            "CodeRun",
            name,
            "uid",
            PushedAt,
            "Running",
            new Dictionary<string, string>
            {
                ["task-id"] = "3",
                ["github-app"] = "5DLabs-Cleo",
                ["workflow-name"] = Workflow,
            },
            "acme/shop",
            [],
            ""
        );

    public static JsonObject Node(string displayName, string phase, string startedAt = "2026-03-02T09:00:00Z") =>
        new()
        {
            ["name"] = displayName,
            ["displayName"] = displayName,
            ["phase"] = phase,
            ["startedAt"] = startedAt,
        };

    public LedgerBuilder Add(string identity, string method, string path, string body, JsonObject? answer)
    {
        var entry = Open(identity, method, path, body, LedgerTarget.Cluster);
        entry.Status = 200;
        entry.ResponseBody = answer?.ToJsonString() ?? "{}";
        return this;
    }

    public IReadOnlyList<Violation> Judge() =>
        Oracle.Judge(
            new Evidence
            {
                Entries = entries,
                Tasks = [Task, Other],
                Pushes = Pushes,
                Remediations = Remediations,
                NothingMayFail = NothingMayFail,
                HoldTakesEffectWithin = TimeSpan.FromSeconds(5),
                EndedAt = PushedAt.AddHours(1),
            }
        );

    private LedgerBuilder Patch(
        string workflow,
        string body,
        string[]? labels = null,
        JsonObject? answer = null,
        params WitnessedObject[] alive
    )
    {
        var entry = Open("rex-0", "PATCH", $"{Apis}/workflows/{workflow}", body, LedgerTarget.Cluster);
        entry.Status = 200;
        entry.ResponseBody = answer?.ToJsonString() ?? "{}";
        entry.Witness = Seen(labels ?? [], alive);
        return this;
    }

    private JsonObject Answer(string stage, JsonObject nodes)
    {
        var workflow = Object(Workflow, WorkflowLabels(stage));
        workflow["status"] = new JsonObject { ["phase"] = "Running", ["nodes"] = nodes };
        return workflow;
    }

    private JsonObject WorkflowLabels(string stage) =>
        new() { ["current-stage"] = stage, ["workflows.argoproj.io/completed"] = heldBy is null ? "false" : "true" };

    private Witness Seen(string[] labels, WitnessedObject[] alive) =>
        new(alive, new Dictionary<string, IReadOnlyList<string>>(OtherLabels) { ["acme/shop#103"] = labels });

    private JsonObject Object(string name, JsonObject labels) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "agent-platform",
                ["uid"] = "u",
                ["creationTimestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["labels"] = labels,
            },
        };

    private LedgerEntry Open(string identity, string method, string path, string body, LedgerTarget target)
    {
        now = now.AddMilliseconds(100);
        var entry = new LedgerEntry
        {
            Sequence = entries.Count,
            At = now,
            Target = target,
            Identity = identity,
            Method = method,
            Path = path,
            RequestBody = body,
        };
        entries.Add(entry);
        return entry;
    }
}
