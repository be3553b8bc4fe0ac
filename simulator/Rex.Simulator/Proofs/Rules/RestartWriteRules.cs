using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Simulator.Oracles;
using Rex.Simulator.Proofs.Doubles;

namespace Rex.Simulator.Proofs.Rules;

/// <summary>What the restart write changes, and what follows it.</summary>
internal static class RestartWriteRules
{
    public static IEnumerable<BrokenRule> All =>
        [
            Writing(
                "plain-resume",
                "the workflow is rewound",
                "every gate is opened, as a plain resume does",
                (patch, workflow) => SetNodes(patch, workflow, Resumed),
                "g1-while-cleo-runs"
            ),
            Writing(
                "restart-without-version",
                "the restart write is made on exactly the state that was looked at",
                "it has no resourceVersion",
                (patch, _) => Patches.WithoutPrecondition(patch),
                "g2-while-cleo-runs"
            ),
            Writing(
                "groups-left-finished",
                "groups above the restart node run again",
                "they stay finished",
                (patch, workflow) => LeaveFinished(patch, workflow, node => Type(node) is "StepGroup" or "TaskGroup"),
                "g3-while-tess-runs"
            ),
            Writing(
                "ancestors-left-failed",
                "what a failed workflow's restart node is in runs again",
                "it stays failed",
                (patch, workflow) => LeaveFinished(patch, workflow, node => Phase(node) == "Failed"),
                "g3-after-failed-loop"
            ),
            Writing(
                "outbound-nodes-left",
                "no node that stays names a removed one among its outbound nodes",
                "they are left as they were",
                (patch, _) => DropChange(patch, "outboundNodes"),
                "g3-after-failed-loop",
                "g2-after-cleo-failed"
            ),
            Writing(
                "omitted-left",
                "what came after a finished node above the restart node goes too",
                "passed-over nodes stay",
                (patch, workflow) => Keep(patch, workflow, node => Phase(node) == "Omitted"),
                "g2-after-cleo-failed"
            ),
            Writing(
                "exit-handler-left",
                "the exit handler's nodes of a finished workflow go too",
                "they stay",
                (patch, workflow) =>
                    Keep(patch, workflow, node => node["name"]?.GetValue<string>().EndsWith(".onExit", StringComparison.Ordinal) ?? false),
                "g3-after-failed-loop"
            ),
            Writing(
                "outputs-left-empty",
                "the supplied outputs of a gate get values",
                "the gate is opened without them",
                (patch, _) => DropChange(patch, "outputs"),
                "gate-event-lost"
            ),
            new(
                "first-iteration",
                "QA restarts in the current iteration of a loop",
                "the first one's quality node is taken",
                (factory, _) => factory with { Workflows = new WorkflowsDouble(factory.Workflows) { Read = FirstAttemptLast } }
            )
            {
                CaughtBy = ["g3-second-iteration"],
            },
            new(
                "restart-too-early",
                "QA restarts at its quality stage",
                "the workflow is rewound to the implementation, which is done already",
                (factory, _) =>
                    factory with
                    {
                        Options = factory.Options with
                        {
                            Names = factory.Options.Names with
                            {
                                StageSteps = ["implementation-cycle", "implementation", .. factory.Options.Names.StageSteps],
                            },
                        },
                    }
            )
            {
                CaughtBy = ["g2-while-cleo-runs", "g3-while-tess-runs"],
            },
            new(
                "repair-without-record",
                "a repair brings the tree back to what the restart write had left",
                "the restart write's changes are made once more",
                (factory, _) => factory with { Workflows = new WritingAgain(factory.Workflows) }
            )
            {
                CaughtBy = ["controller-mid-operation"],
            },
            new(
                "gate-without-grace",
                "a gate is opened when its event cannot be on its way any more",
                "it is opened at once",
                (factory, _) =>
                    factory with
                    {
                        Options = factory.Options with { Restart = factory.Options.Restart with { GateGrace = TimeSpan.Zero } },
                    }
            )
            {
                CaughtBy = ["gate-event-late"],
            },
            new(
                "stage-without-version",
                "the stage is set on exactly the state that was read",
                "the write has no resourceVersion",
                (factory, _) =>
                    factory with
                    {
                        Workflows = new WorkflowsDouble(factory.Workflows)
                        {
                            Write = patch =>
                            {
                                if (Patches.IsStage(patch))
                                {
                                    Patches.WithoutPrecondition(patch);
                                }
                            },
                        },
                    }
            )
            {
                CaughtBy = ["g2-while-tess-runs"],
            },
            new(
                "read-back-skipped",
                "a restart is read back until QA runs again as it was left",
                "the write is taken for the restart",
                (factory, _) => factory with { Store = new LedgerDouble(factory.Store) { Read = WithoutRecord } }
            )
            {
                CaughtBy = ["controller-mid-operation"],
            },
            new(
                "conflict-swallowed",
                "a write that met a conflict is made again on what is there now",
                "it is taken for made",
                (factory, _) => factory with { Workflows = new ConflictsSwallowed(factory.Workflows) }
            )
            {
                CaughtBy = ["flaky-kubernetes-api"],
            },
        ];

    private static BrokenRule Writing(
        string name,
        string rule,
        string fault,
        Action<JsonObject, JsonObject> restart,
        params string[] caughtBy
    ) =>
        new(name, rule, fault, (factory, _) => factory with { Workflows = new WorkflowsDouble(factory.Workflows) { Restart = restart } })
        {
            CaughtBy = caughtBy,
        };

    private static Remediation WithoutRecord(Remediation remediation) =>
        remediation with
        {
            Status = remediation.Status with { Restart = null },
        };

    /// <summary>The last attempt of a loop is the current one: the first becomes the last.</summary>
    private static void FirstAttemptLast(JsonObject workflow)
    {
        foreach (var (_, node) in Patches.Nodes(workflow) ?? [])
        {
            if (node is JsonObject retry && Type(retry) == "Retry" && retry["children"] is JsonArray attempts)
            {
                retry["children"] = new JsonArray([.. attempts.Reverse().Select(attempt => attempt!.DeepClone())]);
            }
        }
    }

    private static JsonObject? Resumed(JsonObject node) =>
        Type(node) == "Suspend" && Phase(node) == "Running" ? new JsonObject { ["phase"] = "Succeeded" } : null;

    /// <summary>Puts changes of nodes in the place of those of the patch.</summary>
    private static void SetNodes(JsonObject patch, JsonObject workflow, Func<JsonObject, JsonObject?> change)
    {
        var nodes = new JsonObject();
        foreach (var (id, node) in Patches.Nodes(workflow) ?? [])
        {
            if (change((JsonObject)node!) is { } changed)
            {
                nodes[id] = changed;
            }
        }

        patch["status"] = new JsonObject { ["nodes"] = nodes };
    }

    private static void LeaveFinished(JsonObject patch, JsonObject workflow, Func<JsonObject, bool> which)
    {
        foreach (var (id, change) in Patches.Nodes(patch) ?? [])
        {
            // The root of a failed workflow shows the workflow's own phase; what is in it is what this is about.
            if (change is JsonObject changes && id != workflow["metadata"]!["name"]!.GetValue<string>() && which(Node(workflow, id)))
            {
                changes.Remove("phase");
                changes.Remove("finishedAt");
            }
        }
    }

    private static void DropChange(JsonObject patch, string member)
    {
        foreach (var (_, change) in Patches.Nodes(patch) ?? [])
        {
            (change as JsonObject)?.Remove(member);
        }
    }

    /// <summary>Nodes that the patch removes stay, linked as they were.</summary>
    private static void Keep(JsonObject patch, JsonObject workflow, Func<JsonObject, bool> which)
    {
        var nodes = Patches.Nodes(patch) ?? [];
        foreach (
            var id in nodes.Where(change => change.Value is null && which(Node(workflow, change.Key))).Select(change => change.Key).ToList()
        )
        {
            nodes.Remove(id);
        }
    }

    private static JsonObject Node(JsonObject workflow, string id) => (JsonObject)Patches.Nodes(workflow)![id]!;

    private static string? Type(JsonObject node) => node["type"]?.GetValue<string>();

    private static string? Phase(JsonObject node) => node["phase"]?.GetValue<string>();

    private sealed class WritingAgain(IMainWorkflows inner) : WorkflowsDouble(inner)
    {
        private readonly ConcurrentDictionary<string, JsonNode> first = new();

        public override Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
        {
            if (!Patches.IsRestart(patch) || Patches.Nodes(patch) is not { } nodes)
            {
                return base.PatchAsync(name, patch, cancellationToken);
            }

            var again = (JsonObject)patch.DeepClone();
            again["status"]!["nodes"] = first
                .GetOrAdd(Patches.Annotations(patch)![RexWrite.RestartedFor]!.GetValue<string>(), nodes.DeepClone())
                .DeepClone();
            return base.PatchAsync(name, again, cancellationToken);
        }
    }

    private sealed class ConflictsSwallowed(IMainWorkflows inner) : WorkflowsDouble(inner)
    {
        public override async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
        {
            var written = await base.PatchAsync(name, patch, cancellationToken);
            return written.Result == WriteResult.Conflict
                ? new WorkflowWrite(WriteResult.Written, await GetAsync(name, cancellationToken))
                : written;
        }
    }
}
