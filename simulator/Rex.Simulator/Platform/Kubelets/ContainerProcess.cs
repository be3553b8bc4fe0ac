using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>A container step that really runs: the program is started as the template says, and its outputs are read from the files that it wrote.</summary>
internal sealed class ContainerProcess(KubeApi api, KubeletOptions options, TimeProvider time)
{
    /// <param name="podName">The pod's name.</param>
    /// <param name="pod">The step.</param>
    /// <param name="program">What the container's image holds.</param>
    /// <param name="mainEnded">Told when the program has ended, before its outputs are saved.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public async Task<ProcessResult> RunAsync(
        string podName,
        ExecutorPod pod,
        Func<ContainerStart, CancellationToken, Task<int>> program,
        Func<ProcessResult, Task> mainEnded,
        CancellationToken cancellationToken
    )
    {
        var container = (JsonObject)pod.Template["container"]!;
        using var volumes = new PodVolumes(container);
        var variables = Variables(container);
        var start = new ContainerStart(
            podName,
            pod.Workflow,
            pod.Template.Text("name") ?? "",
            Expanded("command"),
            Expanded("args"),
            variables,
            volumes
        );
        var result = new ProcessResult(await program(start, cancellationToken));
        await mainEnded(result);
        await new TaskResults(api, pod).ReportAsync(completed: true, Outputs(pod, volumes, result), owned: false, cancellationToken);
        await Task.Delay(options.SavingTime, time, cancellationToken);
        return result;

        List<string> Expanded(string field) => [.. container.Texts(field).Select(text => KubeletExpansion.Expand(text, variables))];
    }

    /// <summary>Each may refer to those before it.</summary>
    private static Dictionary<string, string> Variables(JsonObject container)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Objects("env"))
        {
            variables[variable.Text("name") ?? ""] = KubeletExpansion.Expand(variable.Text("value") ?? "", variables);
        }

        return variables;
    }

    private static JsonObject Outputs(ExecutorPod pod, PodVolumes volumes, ProcessResult result)
    {
        var outputs = new JsonObject { ["exitCode"] = result.ExitCode.ToString(CultureInfo.InvariantCulture) };
        var parameters = new JsonArray();
        foreach (var declared in (pod.Template["outputs"] as JsonObject).Objects("parameters"))
        {
            var file = volumes.Here(declared["valueFrom"].TextAt("path") ?? "");
            var parameter = (JsonObject)declared.DeepClone();
            // The executor trims one line break from the end.
            parameter["value"] = File.Exists(file) ? WithoutLineBreak(File.ReadAllText(file)) : declared["valueFrom"].TextAt("default");
            if (parameter["value"] is not null)
            {
                parameters.Add(parameter);
            }
        }

        if (parameters.Count > 0)
        {
            outputs["parameters"] = parameters;
        }

        return outputs;
    }

    private static string WithoutLineBreak(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
