using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Scripts;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>A script step. Its shell is not looked at: what it does is data.</summary>
internal sealed class ScriptProcess(KubeApi api, KubeletOptions options, TimeProvider time)
{
    /// <param name="pod">The step.</param>
    /// <param name="mainEnded">Told when the script has ended, before its outputs are saved.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    public async Task<ProcessResult> RunAsync(ExecutorPod pod, Func<ProcessResult, Task> mainEnded, CancellationToken cancellationToken)
    {
        var workflow = await api.FindAsync(KubeResource.Workflows, pod.Namespace, pod.Workflow, cancellationToken);
        var play = workflow?.GetText("spec", "workflowTemplateRef", "name") ?? "";
        var behaviour = options.Script(pod, options.Scripts.Find(pod.Workflow, play, pod.Template.Text("name") ?? ""));
        await Task.Delay(behaviour is null ? options.DefaultScriptDuration : Durations.Parse(behaviour.Duration), time, cancellationToken);
        var exitCode = behaviour?.ExitCode ?? 0;
        if (behaviour?.Stage is { } stage && !await ChangeStageAsync(stage, pod, cancellationToken))
        {
            exitCode = 1;
        }

        var outputs = exitCode == 0 || behaviour?.Stage is null ? Outputs(behaviour, pod) : null;
        outputs ??= Defaults(pod);
        if (outputs is not null)
        {
            outputs["exitCode"] = exitCode.ToString(CultureInfo.InvariantCulture);
        }

        var result = new ProcessResult(exitCode);
        await mainEnded(result);
        await new TaskResults(api, pod).ReportAsync(completed: true, outputs, owned: false, cancellationToken);
        await Task.Delay(options.SavingTime, time, cancellationToken);
        return result;
    }

    private static JsonObject? Outputs(ScriptBehaviour? behaviour, ExecutorPod pod)
    {
        if (behaviour is not { Outputs.Count: > 0 })
        {
            return null;
        }

        return ToOutputs(
            pod,
            name =>
                behaviour.Outputs.TryGetValue(name, out var value)
                    ? Placeholders.Replace(
                        value,
                        key => key.StartsWith("inputs.parameters.", StringComparison.Ordinal) ? pod.Input(key[18..]) : null
                    )
                    : null
        );
    }

    private static JsonObject? Defaults(ExecutorPod pod) => ToOutputs(pod, _ => null);

    private static JsonObject? ToOutputs(ExecutorPod pod, Func<string, string?> value)
    {
        var parameters = new JsonArray();
        foreach (var declared in (pod.Template["outputs"] as JsonObject).Objects("parameters"))
        {
            if ((value(declared.Text("name") ?? "") ?? declared["valueFrom"].TextAt("default")) is { } text)
            {
                var parameter = (JsonObject)declared.DeepClone();
                parameter["value"] = text;
                parameters.Add(parameter);
            }
        }

        return parameters.Count == 0 ? null : new JsonObject { ["parameters"] = parameters };
    }

    private async Task<bool> ChangeStageAsync(StageChange change, ExecutorPod pod, CancellationToken cancellationToken)
    {
        var stage = pod.Input(change.Parameter) ?? "";
        for (var attempt = 1; ; attempt++)
        {
            var workflow = await api.FindAsync(KubeResource.Workflows, pod.Namespace, pod.Workflow, cancellationToken);
            if (workflow is { } found && change.Allows(found.Label(change.Label) ?? "", stage))
            {
                var labels = new JsonObject { [change.Label] = stage };
                var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels } };
                await api.PatchAsync(KubeResource.Workflows, pod.Namespace, pod.Workflow, patch, cancellationToken);
                return true;
            }

            if (attempt >= change.Attempts)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt), time, cancellationToken);
        }
    }
}
