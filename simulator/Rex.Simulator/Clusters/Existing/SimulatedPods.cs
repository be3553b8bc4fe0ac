using System.Text.Json.Nodes;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>
/// Keeps the cluster's own controllers off the pods and Jobs of a scenario, which its stand-ins care for: the scheduler, by the
/// name of another one; the Job controller, by that of another manager (Kubernetes 1.32); the eviction from nodes that say nothing,
/// by tolerating it.
/// </summary>
internal sealed class SimulatedPods(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Who schedules pods and manages Jobs.</summary>
    public const string Keeper = "rex.agents.platform/simulator";

    private const string Scheduler = "rex-sim";

    /// <summary>Marks a manifest.</summary>
    public static void Mark(JsonObject manifest, string plural)
    {
        if (manifest["spec"] is not JsonObject spec)
        {
            return;
        }

        if (plural == "jobs")
        {
            spec["managedBy"] = Keeper;
        }
        else
        {
            spec["schedulerName"] = Scheduler;
            spec["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" });
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var plural = request.RequestUri!.AbsolutePath.Split('/')[^1];
        if (request.Method == HttpMethod.Post && plural is "pods" or "jobs" && request.Content is { } content)
        {
            var manifest = JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
            Mark(manifest, plural);
            request.Content = new StringContent(manifest.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
