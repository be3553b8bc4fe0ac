using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Expressions;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What the last attempt means for its Retry node.</summary>
internal sealed partial class WorkflowOperation
{
    /// <summary>False while the pause before the next attempt lasts.</summary>
    private bool ProcessRetries(WorkflowNode parent, JsonObject strategy)
    {
        var attempts = Attempts(parent);
        if (
            NodePhases.IsFulfilled(parent.Phase, parent.TaskResultSynced)
            || attempts.LastOrDefault() is not { } last
            || !NodePhases.IsFulfilled(last.Phase, last.TaskResultSynced)
        )
        {
            return true;
        }

        if (!last.IsFailedOrError)
        {
            CopyOutputs(last, parent);
            MarkNodePhase(parent.Name, NodePhases.Succeeded);
            return true;
        }

        if (IsShutDown || IsPastDeadline)
        {
            var why = IsShutDown ? $"Stopped with strategy '{Shutdown}'" : $"retry exceeded workflow deadline {KubeTime.Format(Deadline)}";
            MarkNodePhase(parent.Name, last.Phase!, why);
            return true;
        }

        var limit = int.TryParse(strategy["limit"]?.ToString(), out var number) ? number : (int?)null;
        if (strategy["backoff"] is JsonObject backoff && !BackOff(parent, attempts, backoff, limit, out var ended))
        {
            return ended;
        }

        var policy = strategy.Text("retryPolicy") ?? "OnFailure";
        if (last.Phase == NodePhases.Failed ? policy == "OnError" : policy == "OnFailure")
        {
            MarkNodePhase(parent.Name, last.Phase!, last.Message ?? "");
        }
        else if (attempts.Count > limit)
        {
            MarkNodePhase(parent.Name, last.Phase!, "No more retries left");
        }
        else if (strategy.Text("expression") is { Length: > 0 } expression && !ExprLang.EvaluateBool(expression, RetryScope(attempts)))
        {
            MarkNodePhase(parent.Name, last.Phase!, "retryStrategy.expression evaluated to false");
        }

        return true;
    }

    /// <summary>What the expression of a retry strategy can ask about. An attempt without an exit code counts as -1.</summary>
    private static JsonObject RetryScope(List<WorkflowNode> attempts) =>
        new()
        {
            ["retries"] = (attempts.Count - 1).ToString(CultureInfo.InvariantCulture),
            ["lastRetry"] = new JsonObject
            {
                ["exitCode"] = attempts[^1].Outputs?.Text("exitCode") ?? "-1",
                ["status"] = attempts[^1].Phase,
                ["message"] = attempts[^1].Message ?? "",
            },
        };

    /// <summary>True where the next attempt may be made now. Else <paramref name="ended"/> tells whether the Retry node has ended.</summary>
    private bool BackOff(WorkflowNode parent, List<WorkflowNode> attempts, JsonObject backoff, int? limit, out bool ended)
    {
        var last = attempts[^1];
        var deadline = DateTimeOffset.MaxValue;
        ended = true;
        if (backoff.Text("maxDuration") is { Length: > 0 } maxDuration)
        {
            deadline = (attempts[0].StartedAt ?? input.Now) + Durations.Parse(maxDuration);
            if (input.Now > deadline)
            {
                MarkNodePhase(parent.Name, last.Phase!, "Max duration limit exceeded");
                return false;
            }
        }

        var wait = Durations.Parse(backoff["duration"]?.ToString() ?? "0");
        if (int.TryParse(backoff["factor"]?.ToString(), out var factor) && factor > 0)
        {
            wait = TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds * Math.Pow(factor, attempts.Count - 1), 1e9));
        }

        if (backoff.Text("cap") is { Length: > 0 } cap && Durations.Parse(cap) < wait)
        {
            wait = Durations.Parse(cap);
        }

        var until = (last.FinishedAt ?? input.Now) + wait;
        if (until > deadline)
        {
            MarkNodePhase(parent.Name, last.Phase!, "Backoff would exceed max duration limit");
            return false;
        }

        if (input.Now < until && limit is { } most && attempts.Count <= most)
        {
            requeues.Add(wait);
            MarkNodePhase(parent.Name, parent.Phase ?? "", $"Backoff for {Durations.Describe(wait)}");
            ended = false;
            return false;
        }

        MarkNodePhase(parent.Name, parent.Phase ?? "", "");
        return true;
    }

    private List<WorkflowNode> Attempts(WorkflowNode parent) =>
        [.. parent.Children.Select(id => ChildOf(parent, id)).Where(child => child.Retried)];

    private WorkflowNode ChildOf(WorkflowNode parent, string id) =>
        nodes.Get(id) ?? throw new OperationPanicException($"could not find node named \"{id}\" in Children of node {parent.Id}");

    private bool ChildrenFulfilled(WorkflowNode node) => ChildrenFulfilled(node, new Dictionary<WorkflowNode, bool>());

    private bool ChildrenFulfilled(WorkflowNode node, Dictionary<WorkflowNode, bool> known)
    {
        if (!known.TryGetValue(node, out var result))
        {
            // Taken for fulfilled while it is looked at: a circle would never end otherwise.
            known[node] = true;
            result =
                node.Children.Count == 0
                    ? node.IsFulfilled
                    : node.Children.All(id => nodes.Get(id) is not { } child || ChildrenFulfilled(child, known));
            known[node] = result;
        }

        return result;
    }
}
