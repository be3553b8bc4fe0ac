using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>Drives the engine through a workflow's life with no cluster: pods end as a recorded tree says they ended.</summary>
internal sealed class EngineDriver(JsonObject workflow, JsonObject template, ArgoVersion version)
{
    private const int Killed = 143;
    private const string OpenedByRecorder = "resumed by lab";

    private readonly Dictionary<string, JsonObject> pods = new(StringComparer.Ordinal);
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> results = new(StringComparer.Ordinal);

    public JsonObject Workflow { get; set; } = workflow;

    public JsonObject Nodes => (JsonObject)Workflow["status"]!["nodes"]!;

    public IReadOnlyDictionary<string, JsonObject> Pods => pods;

    public IDictionary<string, JsonObject> Results => results;

    /// <summary>The controller does nothing at all.</summary>
    public bool IsLeftAlone => Workflow["metadata"].TextAt("labels", ArgoNames.Completed) == "true";

    /// <summary>The controller's, which workflows share.</summary>
    public Mutexes Mutexes { get; init; } = new();

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static EngineDriver For(Recording recording, Action<JsonObject>? changeTemplate = null)
    {
        var recorded = recording.Workflow;
        var spec = (JsonObject)recorded["spec"]!.DeepClone();
        spec.Remove("suspend");
        spec.Remove("shutdown");
        var metadata = (JsonObject)recorded["metadata"]!;
        var workflow = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject
            {
                ["name"] = metadata["name"]!.DeepClone(),
                ["namespace"] = metadata["namespace"]!.DeepClone(),
                ["uid"] = metadata["uid"]!.DeepClone(),
                ["labels"] = new JsonObject { ["task-id"] = "1" },
            },
            ["spec"] = spec,
        };
        var stored = (JsonObject)recorded["status"]!["storedWorkflowTemplateSpec"]!.DeepClone();
        stored.Remove("workflowTemplateRef");
        stored.Remove("suspend");
        stored.Remove("shutdown");
        var template = new JsonObject { ["spec"] = stored };
        changeTemplate?.Invoke(template);
        return new EngineDriver(workflow, template, ArgoVersion.Parse(recording.Version));
    }

    public OperationOutcome Operate()
    {
        var outcome = WorkflowOperation.Run(
            new OperationInput
            {
                Workflow = Element(Workflow),
                Pods = [.. pods.Values.Where(pod => pod["metadata"]!["labels"]!.TextAt(ArgoNames.Completed) != "true").Select(Element)],
                TaskResults = [.. results.Values.Select(Element)],
                Template = _ => template,
                Now = Now,
                Storage = new NodeStorage(version),
                Mutexes = Mutexes,
            }
        );
        foreach (var pod in outcome.PodsToCreate)
        {
            pods.TryAdd(pod["metadata"].TextAt("name")!, pod);
        }

        if (outcome.Updated)
        {
            Workflow = (JsonObject)JsonNode.Parse(outcome.Workflow.ToJsonString())!;
        }

        foreach (var name in outcome.PodsToTerminate)
        {
            ended.Add(NodeIdOf(pods[name]));
        }

        if (outcome is { Updated: true, Finished: true })
        {
            results.Clear();
        }

        foreach (var name in outcome.PodsToComplete)
        {
            pods[name]["metadata"]!["labels"]![ArgoNames.Completed] = "true";
        }

        return outcome;
    }

    /// <summary>Every pod that waits begins to run.</summary>
    public void StartPods()
    {
        foreach (var pod in pods.Values)
        {
            pod["status"] ??= new JsonObject { ["phase"] = "Running" };
        }
    }

    /// <summary>The pod of a node ends, with these outputs.</summary>
    public void EndPod(string displayName, int exitCode, params (string Name, string Value)[] outputs)
    {
        var id = Nodes.Single(node => node.Value.TextAt("displayName") == displayName).Key;
        var parameters = outputs.Select(output => (JsonNode)new JsonObject { ["name"] = output.Name, ["value"] = output.Value });
        results[id] = Result(id, "true", new JsonObject { ["parameters"] = new JsonArray([.. parameters]) });
        pods.Values.Single(pod => NodeIdOf(pod) == id)["status"] = Ended(exitCode == 0 ? "Succeeded" : "Failed", exitCode);
    }

    /// <summary>All pods are gone from the cluster.</summary>
    public void LosePods() => LosePods(_ => true);

    public void LosePods(Func<string, bool> isLost) => pods.Keys.Where(isLost).ToList().ForEach(name => pods.Remove(name));

    /// <summary>Lets pods and gates become what they are in the recorded tree, and operates, until nothing changes any more.</summary>
    /// <param name="recordedNodes">The tree.</param>
    /// <param name="recordedResults">The recorded <c>taskResultsCompletionStatus</c>: results it lacks came after the last operation.</param>
    public void RunTowards(JsonObject recordedNodes, JsonObject? recordedResults = null)
    {
        var quiet = 0;
        for (var i = 0; quiet < 3 && i < 400 && !IsLeftAlone; i++)
        {
            var before = Workflow.ToJsonString();
            var changed = MovePods(recordedNodes, recordedResults) | MoveGates(recordedNodes);
            var outcome = Operate();
            quiet = changed || (outcome.Updated && Workflow.ToJsonString() != before) ? 0 : quiet + 1;
            Now += TimeSpan.FromSeconds(quiet > 0 ? 30 : 1);
        }

        foreach (var id in pods.Values.Where(pod => pod["status"].TextAt("phase") == "Running").Select(NodeIdOf))
        {
            results.TryAdd(id, Result(id, "false", null));
        }
    }

    private static string NodeIdOf(JsonObject pod) => pod["metadata"].TextAt("annotations", ArgoNames.NodeId)!;

    private static JsonElement Element(JsonObject json) => JsonSerializer.Deserialize<JsonElement>(json.ToJsonString());

    private bool MovePods(JsonObject recordedNodes, JsonObject? recordedResults)
    {
        var changed = false;
        foreach (var pod in pods.Values)
        {
            var id = NodeIdOf(pod);
            if (recordedNodes[id] is JsonObject recorded && pod["status"].TextAt("phase") is not ("Succeeded" or "Failed"))
            {
                changed |= MovePod(pod, id, recorded, isResultSeen: recordedResults?.ContainsKey(id) ?? true);
            }
        }

        return changed;
    }

    private bool MovePod(JsonObject pod, string id, JsonObject recorded, bool isResultSeen)
    {
        if (ended.Remove(id))
        {
            results[id] = Result(id, "true", null);
            pod["status"] = Ended("Failed", Killed);
            return true;
        }

        var phase = recorded.Text("phase");
        var running = pod["status"].TextAt("phase") == "Running";
        if (!running || recorded["outputs"].TextAt("exitCode") is not { } exitCode)
        {
            pod["status"] = new JsonObject { ["phase"] = "Running" };
            if (isResultSeen)
            {
                results[id] = Result(id, "false", null);
            }

            return !running;
        }

        var outputs = new JsonObject();
        outputs.SetOrRemove("parameters", recorded["outputs"].At("parameters")?.DeepClone());
        results[id] = Result(id, "true", outputs.Count == 0 ? null : outputs);
        pod["status"] = Ended(phase!, int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }

    private static JsonObject Result(string id, string completed, JsonObject? outputs)
    {
        var result = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = id,
                ["labels"] = new JsonObject { [ArgoNames.ReportOutputsCompleted] = completed },
            },
        };
        result.SetOrRemove("outputs", outputs);
        return result;
    }

    private JsonObject Ended(string phase, int exitCode) =>
        new()
        {
            ["phase"] = phase,
            ["containerStatuses"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "main",
                    ["state"] = new JsonObject
                    {
                        ["terminated"] = new JsonObject
                        {
                            ["exitCode"] = exitCode,
                            ["reason"] = exitCode == 0 ? "Completed" : "Error",
                            ["finishedAt"] = KubeTime.Format(Now),
                        },
                    },
                }
            ),
        };

    /// <summary>Opens the gates that the recorder opened in place. Those that the Argo Server opened have no such message.</summary>
    private bool MoveGates(JsonObject recordedNodes)
    {
        var changed = false;
        foreach (var (id, node) in Workflow["status"].At("nodes") as JsonObject ?? [])
        {
            if (
                node.TextAt("type") == NodeTypes.Suspend
                && node.TextAt("phase") == NodePhases.Running
                && recordedNodes[id] is JsonObject recorded
                && recorded.Text("phase") == NodePhases.Succeeded
                && recorded.Text("message") == OpenedByRecorder
            )
            {
                node!["phase"] = NodePhases.Succeeded;
                node["finishedAt"] = KubeTime.Format(Now);
                node["outputs"] = recorded["outputs"]?.DeepClone();
                node["message"] = OpenedByRecorder;
                changed = true;
            }
        }

        return changed;
    }
}
