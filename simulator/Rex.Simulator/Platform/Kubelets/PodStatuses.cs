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

    public static JsonObject Ended(JsonElement pod, ProcessResult result, DateTimeOffset now) =>
        Status(
            pod,
            result.Succeeded ? "Succeeded" : "Failed",
            container =>
            {
                var exitCode = container == "wait" ? 0 : result.ExitCode;
                var terminated = new JsonObject
                {
                    ["exitCode"] = exitCode,
                    ["reason"] = exitCode == 0 ? "Completed" : "Error",
                    ["finishedAt"] = KubeTime.Format(now),
                };
                return new JsonObject { ["running"] = null, ["terminated"] = terminated };
            },
            ready: false,
            []
        );

    private static JsonObject Status(JsonElement pod, string phase, Func<string, JsonObject> state, bool ready, string[] time)
    {
        var containers = new JsonArray();
        foreach (var container in pod.GetProperty("spec").GetProperty("containers").EnumerateArray())
        {
            var name = container.GetText("name") ?? "main";
            var containerState = state(name);
            foreach (var empty in containerState.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
            {
                containerState.Remove(empty);
            }

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
