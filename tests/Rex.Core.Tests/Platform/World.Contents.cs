using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Platform;

/// <summary>What is in the world, and what others do in it.</summary>
internal sealed partial class World
{
    // The nodes of the main workflow as they were at the beginning.
    private JsonObject _played = [];

    /// <summary>G2 while the tester works, with its pods, results, runs and pull request.</summary>
    public static World G2WhileTesting()
    {
        var world = new World();
        world.AddPlay(Plays.G2WhileTesting, "quality", "impl");
        world.AddPod("testingRun");
        world.AddPod("qualityRun", hasEnded: true);
        world.AddPod("impl", hasEnded: true);
        world.AddTaskResult("impl");
        world.AddTaskResult("qualityRun");
        world.AddRun("tess");
        world.AddRun("cleo", agent: "5DLabs-Cleo", stage: "quality", phase: "Succeeded");
        world.Pulls.Open(Samples.Branch, Samples.Pull("bug", "ready-for-qa"));
        return world;
    }

    /// <summary>G3 in its second iteration while the quality agent works.</summary>
    public static World G3WhileCleoWorks()
    {
        var world = new World();
        world.AddPlay(Plays.G3SecondIteration, "stage", "second1");
        world.AddPod("qualityRun");
        world.AddRun("cleo", agent: "5DLabs-Cleo", stage: "quality");
        world.Pulls.Open(Samples.Branch, Samples.Pull());
        return world;
    }

    /// <summary>G1 at the gate before quality work.</summary>
    public static World G1AtTheGate()
    {
        var world = new World();
        world.AddPlay(Plays.G1AtTheGate);
        var quality = new JsonObject
        {
            ["id"] = Plays.Id("quality"),
            ["name"] = "play-7.quality-work",
            ["displayName"] = "quality-work",
            ["type"] = "Pod",
        };
        quality["boundaryID"] = Samples.Workflow;
        world.Controller.Starts(Samples.Workflow, Plays.Id("quality"), Plays.Id("gate"), quality);
        world.Pulls.Open(Samples.Branch, Samples.Pull());
        return world;
    }

    /// <summary>The main workflow, as the port answers it.</summary>
    public MainWorkflow Main() => Workflows.Read(Samples.Workflow);

    /// <summary>The JSON of one of its nodes, or null.</summary>
    public JsonNode? Node(string node) => Workflows[Samples.Workflow]["status"]!["nodes"]![Plays.Id(node)];

    /// <summary>Changes the main workflow as somebody else does.</summary>
    public void EditMain(Action<JsonObject> change) => Workflows.Edit(Samples.Workflow, change);

    /// <summary>Changes something that does not matter, so that the next write meets a conflict.</summary>
    public void TouchMain() => EditMain(workflow => workflow["metadata"]!["labels"]!["touched"] = $"{Time.GetUtcNow().Ticks}");

    /// <summary>Puts a main workflow there; the controller starts the given node again after its parent.</summary>
    public void AddPlay(string nodes, string? next = null, string? parent = null)
    {
        var workflow = Plays.Workflow(nodes);
        if (next is not null)
        {
            var template = workflow["status"]!["nodes"]![Plays.Id(next)]!.DeepClone();
            Controller.Starts(Samples.Workflow, Plays.Id(next), Plays.Id(parent!), template);
        }

        _played = workflow["status"]!["nodes"]!.DeepClone().AsObject();
        Workflows.Add(workflow);
    }

    /// <summary>An operation of the controller that began long ago writes now: these nodes are back as they were.</summary>
    public void BringBack(params string[] nodes) => WriteNodes(nodes, node => node.DeepClone().AsObject());

    /// <summary>The same where its write met a conflict: only what it had changed of these nodes is back.</summary>
    public void BringBackInPart(params string[] nodes) => WriteNodes(nodes, node => new JsonObject { ["phase"] = (string?)node["phase"] });

    /// <summary>The tester's node fails, and the workflow with it.</summary>
    public void FailTesting() =>
        EditMain(workflow =>
        {
            workflow["status"]!["phase"] = "Failed";
            workflow["status"]!["finishedAt"] = Plays.Text(Samples.Now.AddMinutes(-2));
            workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            foreach (var node in new[] { "root", "testing", "testing0", "testingRun" })
            {
                var failed = workflow["status"]!["nodes"]![Plays.Id(node)]!;
                failed["phase"] = "Failed";
                failed["finishedAt"] = Plays.Text(Samples.Now.AddMinutes(-2));
            }
        });

    private void WriteNodes(string[] nodes, Func<JsonNode, JsonObject> what) =>
        EditMain(workflow =>
        {
            foreach (var id in nodes.Select(Plays.Id))
            {
                workflow["status"]!["nodes"]![id] = what(_played[id]!);
            }
        });

    public FakePod AddPod(
        string node,
        bool hasEnded = false,
        string? finalizer = null,
        TimeSpan? endsAfter = null,
        bool ends = true,
        DateTimeOffset? createdAt = null
    )
    {
        var pod = new FakePod
        {
            Name = $"pod-of-{node}",
            Workflow = Samples.Workflow,
            NodeId = Plays.Id(node),
            CreatedAt = createdAt ?? Samples.Now.AddMinutes(-10),
            HasEnded = hasEnded,
            EndsAfter = ends ? endsAfter ?? TimeSpan.FromSeconds(2) : null,
        };
        if (finalizer is not null)
        {
            pod.Finalizers.Add(finalizer);
        }

        Workflows.Pods.Add(pod);
        return pod;
    }

    public void AddTaskResult(string node) =>
        Workflows.TaskResults.Add((Samples.Workflow, new ObjectReference(Plays.Id(node), $"uid-of-result-{node}")));

    public FakeRun AddRun(
        string name,
        string agent = "5DLabs-Tess",
        string stage = "testing",
        string? phase = "Running",
        string? workflow = Samples.Workflow,
        string? repository = null,
        TimeSpan? goneAfter = null,
        bool isStuck = false,
        bool leavesPod = false,
        bool leavesJob = false,
        DateTimeOffset? createdAt = null,
        string task = "7"
    )
    {
        var run = new FakeRun
        {
            Name = name,
            CreatedAt = createdAt ?? Samples.Now.AddMinutes(-10),
            Labels = new()
            {
                ["task-id"] = task,
                ["github-app"] = agent,
                ["workflow-stage"] = stage,
            },
            RepositoryUrl = repository,
            Phase = phase,
            GoneAfter = isStuck ? null : goneAfter ?? TimeSpan.FromSeconds(3),
            LeavesPod = leavesPod,
            LeavesJob = leavesJob,
        };
        if (workflow is not null)
        {
            run.Labels["workflow-name"] = workflow;
        }

        run.Dependents.Add(new RunDependent(RunDependentKind.Job, $"job-of-{name}", $"uid-of-job-{name}", name));
        run.Dependents.Add(new RunDependent(RunDependentKind.Pod, $"pod-of-{name}", $"uid-of-pod-{name}", name));
        return Runs.Add(run);
    }
}
