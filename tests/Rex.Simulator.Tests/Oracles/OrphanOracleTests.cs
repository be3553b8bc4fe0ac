using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>Pods of agents that outlive their runs.</summary>
public sealed class OrphanOracleTests
{
    private const string Core = "/api/v1/namespaces/agent-platform/pods";
    private const string Batch = "/apis/batch/v1/namespaces/agent-platform/jobs";

    [Theory]
    [InlineData("5DLabs-Cleo", "Running", 1)]
    [InlineData("5DLabs-Cleo", "Succeeded", 0)]
    [InlineData("5DLabs-Rex", "Running", 0)]
    public void Judge_RestartWhileAPodOfTheTasksQaIsAtWork_ViolatesS5(string app, string phase, int violations)
    {
        var ledger = new LedgerBuilder()
            .WorkflowIs(stage: "waiting-pr-created")
            .Run("run-1", app)
            .Add("coderun-controller", "POST", Batch, "", Owned("job-1", "CodeRun", "run-1"))
            .Add("coderun-controller", "POST", Core, "", Owned("pod-1", "Job", "job-1"))
            // When its Job went it lost its owner.
            .Add("kubelet", "PATCH", $"{Core}/pod-1/status", "", Owned("pod-1", "Node", "node-1"))
            .At(TimeSpan.FromSeconds(5))
            .Hold()
            .Reset()
            .Restart(alive: Pod("pod-1", phase));

        ledger
            .Judge()
            .Count(violation => violation.Invariant == "S5" && violation.Why.Contains("pod-1", StringComparison.Ordinal))
            .ShouldBe(violations);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(31, 0)]
    public void Judge_PodDeleted_ViolatesS1WhileTheClusterMayStillCollectIt(int secondsAfter, int violations)
    {
        var cancelled = TimeSpan.FromSeconds(7);
        var ledger = new LedgerBuilder()
            .WorkflowIs()
            .Run("run-1", "5DLabs-Cleo")
            .Add("coderun-controller", "POST", Batch, "", Owned("job-1", "CodeRun", "run-1"))
            .Add("coderun-controller", "POST", Core, "", Owned("pod-1", "Job", "job-1"))
            .At(cancelled)
            .Cancel("run-1")
            .At(cancelled + TimeSpan.FromSeconds(secondsAfter))
            .DeletePod("pod-1");

        ledger
            .Judge()
            .Count(violation => violation.Invariant == "S1" && violation.Why.Contains("its run was written to", StringComparison.Ordinal))
            .ShouldBe(violations);
    }

    [Fact]
    public void TaskOfRun_TwoWorkflowsOfOneTask_IsTheOneThatTheRunNames()
    {
        var (one, two) = (LedgerBuilder.Task, LedgerBuilder.Task with { Name = "two", Workflow = "play-task-3-y" });
        var testimony = new Testimony(
            new Evidence
            {
                Entries = [],
                Tasks = [one, two],
                Pushes = [],
                Remediations = [],
                EndedAt = LedgerBuilder.PushedAt,
            }
        );

        testimony.TaskOfRun(Run("play-task-3-y")).ShouldBe(two);
        testimony.TaskOfRun(Run("play-task-3-z")).ShouldBe(one);
    }

    private static JsonObject Run(string workflow) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { ["task-id"] = "3", ["workflow-name"] = workflow },
            },
            ["spec"] = new JsonObject { ["repositoryUrl"] = "acme/shop" },
        };

    private static JsonObject Owned(string name, string ownerKind, string owner) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = ownerKind, ["name"] = owner }),
            },
        };

    private static WitnessedObject Pod(string name, string phase) =>
        new("Pod", name, "uid", LedgerBuilder.PushedAt, phase, new Dictionary<string, string>(), "", [], "");
}
