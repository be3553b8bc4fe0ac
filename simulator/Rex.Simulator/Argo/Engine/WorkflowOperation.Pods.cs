using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>From the states of pods to the phases of their nodes.</summary>
internal sealed partial class WorkflowOperation
{
    private string NodeIdOf(JsonElement pod) => pod.Annotation(ArgoNames.NodeId) ?? nodes.IdOf(pod.Annotation(ArgoNames.NodeName) ?? "");

    /// <summary>False where the outputs of a pod that succeeded are not there yet: then nothing else is done now.</summary>
    private bool ReconcilePods()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var anyRunning = false;
        var incomplete = false;
        foreach (var pod in input.Pods)
        {
            var id = NodeIdOf(pod);
            seen.Add(id);
            if (nodes.Get(id) is { } node)
            {
                AssessPod(pod, node, ref anyRunning, ref incomplete);
                EndPodOnShutdownOrDeadline(pod, node);
            }
        }

        if (incomplete)
        {
            return false;
        }

        Conditions.Set(status, "PodRunning", anyRunning ? "True" : "False");
        MarkMissingPods(seen);
        return true;
    }

    private void AssessPod(JsonElement pod, WorkflowNode node, ref bool anyRunning, ref bool incomplete)
    {
        if (PodAssessment.OnlyMainHasEnded(pod) && TemplateOf(node) is not null)
        {
            podsToTerminate.Add(pod.Name());
        }

        var change = PodAssessment.Of(pod, node, TemplateOf(node));
        if (change is null)
        {
            return;
        }

        if (change.Phase == NodePhases.Succeeded && IsTaskResultIncomplete(node.Id))
        {
            incomplete = true;
            return;
        }

        anyRunning |= change.Phase == NodePhases.Running;
        node.Phase = change.Phase;
        node.Message = change.Message;
        node.Outputs = change.Outputs;
        node.Json.SetOrRemove("hostNodeName", change.HostNodeName);
        if (node.IsFulfilled && node.FinishedAt is null)
        {
            node.FinishedAt = change.FinishedAt ?? input.Now;
            node.Json["resourcesDuration"] = new JsonObject { ["cpu"] = 0, ["memory"] = 1 };
        }

        updated = true;
    }

    private void EndPodOnShutdownOrDeadline(JsonElement pod, WorkflowNode node)
    {
        var onExit = pod.Label(ArgoNames.OnExit) is not null;
        if (IsShutDown && !ShouldExecute(onExit) && !node.IsFulfilled && pod.Phase() is not ("Succeeded" or "Failed"))
        {
            podsToTerminate.Add(pod.Name());
            MarkNodePhase(node.Name, NodePhases.Failed, $"workflow shutdown with strategy:  {Shutdown}");
        }
        else if (IsPastDeadline && !onExit && !node.IsFulfilled && pod.Phase() is not ("Succeeded" or "Failed"))
        {
            podsToTerminate.Add(pod.Name());
            MarkNodePhase(node.Name, NodePhases.Failed, DeadlineExceeded);
        }
    }

    private void MarkMissingPods(HashSet<string> seen)
    {
        foreach (var (id, node) in nodes.All.ToList())
        {
            if (
                node.Type != NodeTypes.Pod
                || NodePhases.IsFulfilled(node.Phase, node.TaskResultSynced)
                || node.StartedAt is not { } started
                || seen.Contains(id)
                || node.IsPending
            )
            {
                continue;
            }

            if (input.Now - started <= input.RecentlyStarted)
            {
                requeues.Add(TimeSpan.Zero);
            }
            else
            {
                MarkNodePhase(node.Name, NodePhases.Error, "pod deleted");
            }
        }
    }

    /// <summary>What has no pod that could be ended: gates, and in newer versions Retry nodes whose attempts have all ended.</summary>
    private void FailNodesWithoutPodsOnShutdown()
    {
        foreach (var node in nodes.All.Values.Where(node => IsShutDown && !node.IsFulfilled).ToList())
        {
            var onExit = IsOfExitHandler(node);
            var isLeft = node is { Type: NodeTypes.Retry } && input.Storage.Version.EndsRetriesOnShutdown && ChildrenFulfilled(node);
            if (!ShouldExecute(onExit) && (node.IsActiveSuspend || isLeft))
            {
                MarkNodePhase(node.Name, NodePhases.Failed, $"Stopped with strategy '{Shutdown}'");
            }
        }
    }

    private JsonObject? TemplateOf(WorkflowNode node) => node.TemplateName is { } template ? templates.GetValueOrDefault(template) : null;
}
