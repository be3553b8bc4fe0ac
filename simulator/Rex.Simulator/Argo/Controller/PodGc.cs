using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>A workflow's <c>podGC</c>. Its label selector is not looked at.</summary>
internal sealed record PodGc(string Strategy, TimeSpan Delay)
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    public static PodGc Of(JsonObject workflow)
    {
        var spec = workflow["status"].At("storedWorkflowTemplateSpec") ?? workflow["spec"];
        var delay = spec.TextAt("podGC", "deleteDelayDuration");
        return new PodGc(spec.TextAt("podGC", "strategy") ?? "", string.IsNullOrEmpty(delay) ? DefaultDelay : Durations.Parse(delay));
    }

    public PodGcAction ActionFor(string? workflowPhase, string? podPhase) =>
        Strategy switch
        {
            "" => PodGcAction.Label,
            "OnPodCompletion" => PodGcAction.Delete,
            "OnPodSuccess" => podPhase == "Succeeded" ? PodGcAction.Delete : PodGcAction.Label,
            "OnWorkflowCompletion" when WorkflowPhases.IsCompleted(workflowPhase) => PodGcAction.Delete,
            "OnWorkflowSuccess" when workflowPhase == WorkflowPhases.Succeeded => PodGcAction.Delete,
            _ => WorkflowPhases.IsCompleted(workflowPhase) ? PodGcAction.Label : PodGcAction.Unlock,
        };
}
