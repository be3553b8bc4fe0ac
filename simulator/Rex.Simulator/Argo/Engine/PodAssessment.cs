using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What a pod's state makes of its node.</summary>
internal sealed record PodAssessment(string Phase, string? Message, JsonObject? Outputs, string? HostNodeName, DateTimeOffset? FinishedAt)
{
    /// <summary>The node's new state; null where nothing changes.</summary>
    public static PodAssessment? Of(JsonElement pod, WorkflowNode node, JsonObject? template)
    {
        var (phase, message) = pod.Phase() switch
        {
            null or "" or "Pending" => (NodePhases.Pending, PendingReason(pod)),
            "Running" => (NodePhases.Running, node.Message),
            "Succeeded" => (NodePhases.Succeeded, node.Message),
            "Failed" => InferFailure(pod),
            var unknown => (NodePhases.Error, $"Unexpected pod phase for {pod.Name()}: {unknown}"),
        };

        var outputs = node.Outputs?.DeepClone() as JsonObject;
        if (ExitCode(pod) is { } exitCode)
        {
            outputs ??= [];
            outputs["exitCode"] = exitCode.ToString(CultureInfo.InvariantCulture);
        }

        var needsParameters = (template?["outputs"] as JsonObject).Objects("parameters").Any();
        if (phase == NodePhases.Succeeded && needsParameters && outputs is not null && outputs["parameters"] is null)
        {
            phase = node.Phase ?? "";
        }

        if (node.Phase == NodePhases.Pending && phase is NodePhases.Running or NodePhases.Succeeded && message == node.Message)
        {
            message = null;
        }

        var host = pod.GetText("spec", "nodeName");
        var same =
            phase == node.Phase
            && message == node.Message
            && host == node.Json.Text("hostNodeName")
            && JsonNode.DeepEquals(outputs, node.Outputs);
        return same ? null : new PodAssessment(phase, message, outputs, host, LatestEnd(pod));
    }

    /// <summary>Its main container has ended and the one that saves its outputs runs on: the controller has that one ended too.</summary>
    public static bool OnlyMainHasEnded(JsonElement pod) => pod.Phase() == "Running" && ExitCode(pod) is not null;

    private static JsonElement.ArrayEnumerator Containers(JsonElement pod) =>
        pod.Get("status", "containerStatuses") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static int? ExitCode(JsonElement pod)
    {
        foreach (var container in Containers(pod))
        {
            if (container.GetText("name") == "main" && container.Get("state", "terminated", "exitCode") is { } code)
            {
                return code.GetInt32();
            }
        }

        return null;
    }

    private static (string Phase, string? Message) InferFailure(JsonElement pod)
    {
        if (pod.GetText("status", "message") is { Length: > 0 } message)
        {
            return (NodePhases.Failed, message);
        }

        foreach (var container in Containers(pod).OrderBy(container => container.GetText("name") == "main" ? 1 : 2))
        {
            if (container.Get("state", "terminated") is { } ended && ended.Get("exitCode")?.GetInt32() is { } code and not 0)
            {
                var text = $"{container.GetText("name")}: {ended.GetText("reason")} (exit code {code})";
                var detail = ended.GetText("message");
                var phase = container.GetText("name") == "wait" ? NodePhases.Error : NodePhases.Failed;
                return (phase, string.IsNullOrEmpty(detail) ? text : $"{text}: {detail}");
            }
        }

        return (NodePhases.Failed, "pod failed: neither main nor wait container completed successfully");
    }

    private static string? PendingReason(JsonElement pod)
    {
        foreach (var container in Containers(pod))
        {
            if (container.GetText("state", "waiting", "reason") is { Length: > 0 } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static DateTimeOffset? LatestEnd(JsonElement pod) =>
        Containers(pod).Select(container => KubeTime.Parse(container.GetText("state", "terminated", "finishedAt"))).Max();
}
