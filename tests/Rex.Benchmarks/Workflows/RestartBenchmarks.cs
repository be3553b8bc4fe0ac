using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Tests.Workflows;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Benchmarks.Workflows;

/// <summary>What planning a restart and making its patch costs, beside writing the same workflow down.</summary>
public class RestartBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Push Push = new()
    {
        RepositoryId = 77,
        Repository = RepositoryName.Parse("acme/shop"),
        Branch = BranchName.Parse("task-1-shop"),
        Task = TaskId.Parse("1"),
        Before = CommitSha.Parse(new string('a', 40)),
        After = CommitSha.Parse(new string('b', 40)),
        PushedAt = Now,
    };

    private readonly RestartPlanner planner = new(new PlatformNames(), new RestartOptions());
    private readonly RestartStamp stamp = new(Push.Id, Push.After, Now.AddSeconds(10), "current-stage", "waiting-pr-created");

    private JsonElement document;
    private PlanInput? input;
    private JsonObject? patch;

    /// <summary>How many nodes the workflow has.</summary>
    [Params(20, 200)]
    public int Nodes { get; set; }

    /// <summary>Makes the workflow.</summary>
    [GlobalSetup]
    public void MakeWorkflow()
    {
        var workflow = MakeTree(Nodes).Workflow();
        document = workflow.Document;
        input = new PlanInput(workflow, [], [], Push, Now.AddSeconds(5));
        patch = PlanAndWrite();
    }

    /// <summary>The floor: the workflow once through System.Text.Json.</summary>
    [Benchmark(Baseline = true, Description = "workflow as JSON")]
    public byte[] WriteWorkflow() => JsonSerializer.SerializeToUtf8Bytes(document);

    /// <summary>What goes over the wire in the end.</summary>
    [Benchmark(Description = "patch as JSON")]
    public string WritePatch() => patch!.ToJsonString();

    /// <summary>Rex: read the nodes, plan, make the patch and the record.</summary>
    [Benchmark(Description = "Rex: plan and patch")]
    public JsonObject PlanAndWrite() => RestartWrite.For(input!.Workflow, (RestartPlan.Rewind)planner.Plan(input), stamp).Patch;

    /// <summary>A loop as plays have it: calls one after another, each a Steps node with a group and a pod; QA begins halfway.</summary>
    private static PlayTree MakeTree(int nodes)
    {
        var tree = new PlayTree();
        var last = tree.Root;
        var calls = (nodes - 2) / 3;
        for (var call = 0; call < calls; call++)
        {
            if (call == calls / 2)
            {
                last = tree.Add("play.quality-work", "quality-work", "Pod", tree.Root, "Succeeded", last);
            }

            var name = $"play.call-{call}";
            var steps = tree.Add(name, $"call-{call}", "Steps", tree.Root, "Succeeded", last);
            var group = tree.Add($"{name}[0]", "[0]", "StepGroup", steps, "Succeeded", steps);
            last = tree.Add($"{name}[0].run", "run", "Pod", steps, "Succeeded", group);
            tree.Link(steps, "outboundNodes", last);
        }

        return tree;
    }
}
