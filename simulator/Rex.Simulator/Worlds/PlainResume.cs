using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Worlds;

/// <summary>
/// A plain resume as other sensors have the Argo Server do it: every suspend node that waits is marked Succeeded, its supplied outputs
/// get their defaults, and a suspended workflow goes on.
/// </summary>
internal sealed class PlainResume(KubeApi api, TimeProvider time)
{
    public async Task ResumeAsync(string name, CancellationToken cancellationToken)
    {
        var workflow = await api.GetAsync(KubeResource.Workflows, World.Namespace, name, cancellationToken);
        var nodes = new JsonObject();
        foreach (var node in JsonObject.Create(workflow)!["status"]?["nodes"]?.AsObject() ?? [])
        {
            if (node.Value?["type"]?.GetValue<string>() == "Suspend" && node.Value["phase"]?.GetValue<string>() == "Running")
            {
                nodes[node.Key] = Opened(node.Value.AsObject());
            }
        }

        if (nodes.Count == 0)
        {
            return;
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = workflow.ResourceVersion() },
            ["spec"] = new JsonObject { ["suspend"] = null },
            ["status"] = new JsonObject { ["nodes"] = nodes },
        };
        try
        {
            await api.PatchAsync(KubeResource.Workflows, World.Namespace, name, patch, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            // The next look tries again.
        }
    }

    private JsonObject Opened(JsonObject node)
    {
        var opened = new JsonObject
        {
            ["phase"] = "Succeeded",
            ["finishedAt"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (node["outputs"]?.DeepClone() is JsonObject outputs)
        {
            foreach (var parameter in outputs["parameters"]?.AsArray().OfType<JsonObject>() ?? [])
            {
                if (parameter["valueFrom"] is JsonObject source && source.ContainsKey("supplied"))
                {
                    parameter["value"] = source["default"]?.DeepClone() ?? "";
                    parameter.Remove("valueFrom");
                }
            }

            opened["outputs"] = outputs;
        }

        return opened;
    }
}
