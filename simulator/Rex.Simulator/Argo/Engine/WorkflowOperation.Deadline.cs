using System.Globalization;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>The workflow's <c>activeDeadlineSeconds</c>. The exit handler is not subject to it, but for its retries.</summary>
internal sealed partial class WorkflowOperation
{
    private const string DeadlineExceeded = "Step exceeded its deadline";

    private DateTimeOffset Deadline =>
        Seconds(spec["activeDeadlineSeconds"]?.ToString()) is { } seconds && status.Time("startedAt") is { } started
            ? started.AddSeconds(seconds)
            : DateTimeOffset.MaxValue;

    private bool IsPastDeadline => input.Now > Deadline;

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    /// <summary>How long a pod may run: as long as its template says, and no longer than the workflow.</summary>
    private long? SecondsOfPod(string? template, bool onExit)
    {
        var own = Seconds(template);
        if (onExit || Deadline == DateTimeOffset.MaxValue)
        {
            return own;
        }

        var left = (long)(Deadline - input.Now).TotalSeconds;
        return own < left ? own : left;
    }

    /// <summary>What waits has no pod that could be ended.</summary>
    private void FailWaitingNodesPastDeadline()
    {
        foreach (var node in nodes.All.Values.Where(node => IsPastDeadline && !node.IsFulfilled && !IsOfExitHandler(node)).ToList())
        {
            if (node.Phase == NodePhases.Pending || node.IsActiveSuspend)
            {
                MarkNodePhase(node.Name, NodePhases.Failed, DeadlineExceeded);
            }
        }
    }

    /// <summary>
    /// As the real one has it: the node itself or one around it is shown as an exit handler. An attempt of an exit handler that is tried again, and is in no
    /// DAG, is shown as <c>….onExit(0)</c>, and is taken for no part of it.
    /// </summary>
    private bool IsOfExitHandler(WorkflowNode node)
    {
        while (!node.DisplayName.EndsWith(".onExit", StringComparison.Ordinal))
        {
            if (node.BoundaryId is not { Length: > 0 } boundary)
            {
                return false;
            }

            node = nodes.Get(boundary) ?? throw new OperationPanicException($"was unable to obtain node for {boundary}");
        }

        return true;
    }
}
