using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo.Stories;

/// <summary>The pods and task results of a workflow, as lines of text.</summary>
internal static class PodsAndResults
{
    public static IReadOnlyList<string> Differences(EngineDriver driver, Recording recording)
    {
        var mine = driver.Pods.Select(pod => DescribePod(pod.Key, pod.Value["metadata"], "annotations", pod.Value["status"]));
        var theirs = Items(recording, "pods").Select(pod => DescribePod(pod.Text("name"), pod, null, pod));
        return
        [
            .. Differences([.. mine], [.. theirs]),
            .. Differences([.. driver.Results.Values.Select(DescribeResult)], [.. Items(recording, "taskResults").Select(DescribeResult)]),
        ];
    }

    private static IEnumerable<string> Differences(List<string> mine, List<string> theirs) =>
        [.. mine.Except(theirs).Select(line => "+ " + line), .. theirs.Except(mine).Select(line => "- " + line)];

    private static IEnumerable<JsonObject> Items(Recording recording, string member) => recording.Json.Objects(member);

    /// <summary>Recorded pods are cut down: their node's id stands beside the name.</summary>
    private static string DescribePod(string? name, JsonNode? pod, string? annotations, JsonNode? status)
    {
        var node = annotations is null ? pod.TextAt("nodeId") : pod.TextAt(annotations, ArgoNames.NodeId);
        return $"pod {name} of {node}: {status.TextAt("phase")}, completed {pod.TextAt("labels", ArgoNames.Completed)}";
    }

    private static string DescribeResult(JsonObject result)
    {
        var complete = result.TextAt("metadata", "labels", ArgoNames.ReportOutputsCompleted);
        var outputs = (result["outputs"] as JsonObject).Objects("parameters").Select(output => $"{output.Text("name")}={output["value"]}");
        return $"result {result.TextAt("metadata", "name")}: complete {complete}, {string.Join(", ", outputs)}";
    }
}
