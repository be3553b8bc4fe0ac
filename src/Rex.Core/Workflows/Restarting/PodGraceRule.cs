using Rex.Core.Options;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// When a restart write may be made. The controller kills what is left of a pod whose main container ended, up to <see cref="RestartOptions.PodGrace"/>
/// later and by the pod's name, which the restarted node's pod has too. Only a resource template's pod has nothing left to kill.
/// </summary>
internal static class PodGraceRule
{
    /// <summary>The earliest time of the restart write.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="removed">The nodes that the write removes.</param>
    /// <param name="heldSince">Since when the controller leaves the workflow alone: the hold, or the workflow's end.</param>
    /// <param name="options">The times.</param>
    public static DateTimeOffset DueAt(
        MainWorkflow workflow,
        IEnumerable<WorkflowNode> removed,
        DateTimeOffset heldSince,
        RestartOptions options
    )
    {
        // A hold has Rex's time, the end of a workflow the controller's, as the ends of pods have; the wait is by Rex's. The clocks may differ.
        var reach = options.PodGrace + (workflow.IsFinished ? TimeSpan.Zero : options.ClockSkew);
        var wait = options.PodGrace + (workflow.IsFinished ? options.ClockSkew : TimeSpan.Zero);
        // The controller's times have whole seconds: what it finished at a second may have ended any time within it.
        var since = heldSince - reach - TimeSpan.FromSeconds(1);
        // A node that had not finished when the hold came may be one whose pod's end the controller had only seen, not recorded.
        var lateKill = removed.Any(node =>
            node.Type is "Pod" or null && !Templates.IsResource(workflow, node) && !(JsonReading.ParseTime(node.FinishedAt) < since)
        );
        return heldSince + (lateKill ? wait : options.Settle);
    }
}
