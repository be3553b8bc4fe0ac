using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>The status of a pod as a kubelet reports it.</summary>
internal static class PodStatuses
{
    public static JsonObject Running(JsonElement pod, DateTimeOffset now) =>
        Status(
            pod,
            "Running",
            _ => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = KubeTime.Format(now) } },
            ready: true,
            ["startTime", KubeTime.Format(now)]
        );

    /// <summary>The main container has ended, the one beside it runs.</summary>
    public static JsonObject Saving(JsonElement pod, ProcessResult main, DateTimeOffset now) =>
        Status(
            pod,
            "Running",
            container =>
                container == "wait"
                    ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = KubeTime.Format(now) } }
                    : new JsonObject { ["terminated"] = Terminated(main.ExitCode, now) },
            ready: false,
            []
        );

    public static JsonObject Ended(JsonElement pod, ProcessResult result, DateTimeOffset now)
    {
        var status = Status(
            pod,
            result.Succeeded ? "Succeeded" : "Failed",
            container => new JsonObject { ["terminated"] = Terminated(container == "wait" ? 0 : result.ExitCode, now) },
            ready: false,
            []
        );
        if (result.Reason is { } reason)
        {
            status["reason"] = reason;
            status["message"] = "Pod was active on the node longer than the specified deadline";
        }

        return status;
    }

    private static JsonObject Terminated(int exitCode, DateTimeOffset now) =>
        new()
        {
            ["exitCode"] = exitCode,
            ["reason"] = exitCode == 0 ? "Completed" : "Error",
            ["finishedAt"] = KubeTime.Format(now),
        };

    private static JsonObject Status(JsonElement pod, string phase, Func<string, JsonObject> state, bool ready, string[] time)
    {
        var containers = new JsonArray();
        foreach (var container in pod.GetProperty("spec").GetProperty("containers").EnumerateArray())
        {
            var name = container.GetText("name") ?? "main";
            var containerState = state(name);
            containers.Add(
                new JsonObject
                {
                    ["name"] = name,
                    ["image"] = container.GetText("image") ?? "",
                    ["imageID"] = "",
                    ["ready"] = ready,
                    ["restartCount"] = 0,
                    ["state"] = containerState,
                }
            );
        }

        var status = new JsonObject { ["phase"] = phase, ["containerStatuses"] = containers };
        if (time is [var field, var value])
        {
            status[field] = value;
        }

        return status;
    }
}
