using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>A resource step: creates or gets its object, waits for its conditions, reports outputs taken from it.</summary>
internal sealed class ResourceProcess(KubeApi api, KubeletOptions options, TimeProvider time)
{
    public async Task<ProcessResult> RunAsync(ExecutorPod pod, CancellationToken cancellationToken)
    {
        var results = new TaskResults(api, pod);
        await results.ReportAsync(completed: false, null, owned: true, cancellationToken);
        await Task.Delay(options.ResourceStartDelay, time, cancellationToken);
        var outputs = await ExecuteAsync(pod, cancellationToken);
        await results.ReportAsync(completed: true, outputs?.Count > 0 ? outputs : null, owned: true, cancellationToken);
        return outputs is null ? ProcessResult.ExecutorError : ProcessResult.Success;
    }

    /// <summary>The outputs, empty where there are none; null where it failed.</summary>
    private async Task<JsonObject?> ExecuteAsync(ExecutorPod pod, CancellationToken cancellationToken)
    {
        var resource = (JsonObject)pod.Template["resource"]!;
        var manifest = pod.Manifest();
        var kind = KindOf(manifest);
        var ns = manifest["metadata"].TextAt("namespace") ?? pod.Namespace;
        try
        {
            var item =
                resource.Text("action") == "get"
                    ? await api.GetAsync(kind, ns, manifest["metadata"].TextAt("name") ?? "", cancellationToken)
                    : await CreateAsync(pod, kind, ns, manifest, resource.Flag("setOwnerReference") == true, cancellationToken);
            return await WaitAsync(kind, item, resource, cancellationToken) ? Outputs(pod, item) : null;
        }
        catch (KubeApiException)
        {
            return null;
        }
    }

    private static KubeResource KindOf(JsonObject manifest)
    {
        var parts = (manifest.Text("apiVersion") ?? "v1").Split('/');
        var plural = (manifest.Text("kind") ?? "").ToLowerInvariant() + "s";
        return parts is [var group, var version] ? new KubeResource(group, version, plural) : new KubeResource("", parts[0], plural);
    }

    private async Task<JsonElement> CreateAsync(
        ExecutorPod pod,
        KubeResource kind,
        string ns,
        JsonObject manifest,
        bool owned,
        CancellationToken cancellationToken
    )
    {
        if (owned)
        {
            var owner = new JsonObject
            {
                ["apiVersion"] = "argoproj.io/v1alpha1",
                ["kind"] = "Workflow",
                ["name"] = pod.Workflow,
                ["uid"] = pod.WorkflowUid,
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            };
            manifest.Child("metadata")["ownerReferences"] = new JsonArray(owner);
        }

        return await api.CreateAsync(kind, ns, manifest, cancellationToken);
    }

    /// <summary>False where the failure condition came true or the object is gone.</summary>
    private async Task<bool> WaitAsync(KubeResource kind, JsonElement item, JsonObject resource, CancellationToken cancellationToken)
    {
        var success = resource.Text("successCondition") ?? "";
        var failure = resource.Text("failureCondition") ?? "";
        if (success.Length + failure.Length == 0)
        {
            return true;
        }

        while (true)
        {
            if (await api.FindAsync(kind, item.Namespace(), item.Name(), cancellationToken) is not { } now)
            {
                return false;
            }

            if (ResourceCondition.AnyHolds(failure, now))
            {
                return false;
            }

            if (ResourceCondition.AllHold(success, now))
            {
                return true;
            }

            await Task.Delay(options.ResourcePollInterval, time, cancellationToken);
        }
    }

    private static JsonObject Outputs(ExecutorPod pod, JsonElement item)
    {
        var parameters = new JsonArray();
        foreach (var declared in (pod.Template["outputs"] as JsonObject).Objects("parameters"))
        {
            if (declared["valueFrom"].TextAt("jsonPath") is { } path)
            {
                var parameter = (JsonObject)declared.DeepClone();
                parameter["value"] = item.Get(path.Trim('{', '}').Trim('.').Split('.'))?.ToString() ?? "";
                parameters.Add(parameter);
            }
        }

        return parameters.Count == 0 ? [] : new JsonObject { ["parameters"] = parameters };
    }
}
