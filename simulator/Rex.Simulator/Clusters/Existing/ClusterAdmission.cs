using System.Net;
using System.Text.Json;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>
/// Whether scenarios may be played on a cluster. They make objects that a platform's own controllers would act on, with real agents, so
/// wherever there might be such a platform its owner has to say yes.
/// </summary>
internal sealed class ClusterAdmission(ExistingApi api, KubeApi kube)
{
    /// <summary>Checks it; only reads.</summary>
    /// <exception cref="ClusterException">Scenarios may not be played, with the reason and what to do.</exception>
    public async Task CheckAsync(bool isConfirmed, CancellationToken cancellationToken)
    {
        if (!isConfirmed && !api.BaseAddress.IsLoopback)
        {
            throw new ClusterException(
                $"The cluster of context {api.Context}, {api.BaseAddress}, is not on this machine. Scenarios make namespaces, a node and, "
                    + $"where they are missing, definitions on it, and remove them. To have them do that: --yes {api.Context}"
            );
        }

        var foreign = (await DefinitionsAsync(cancellationToken))
            .Where(one => one.Label(ClusterLabels.Key) != ClusterLabels.Simulator)
            .Select(one => one.Name())
            .ToList();
        if (!isConfirmed && foreign.Count > 0)
        {
            throw new ClusterException(
                $"The cluster of context {api.Context} has definitions that scenarios bring along ({string.Join(", ", foreign)}). "
                    + "A controller that looks after them would act on what scenarios make, and start real agents. Where none is at work: "
                    + $"--yes {api.Context}"
            );
        }
    }

    private async Task<IReadOnlyList<JsonElement>> DefinitionsAsync(CancellationToken cancellationToken)
    {
        var names = ClusterDefinitions.All().Select(one => one["metadata"]!["name"]!.GetValue<string>()).ToHashSet();
        try
        {
            var list = await kube.ListAsync(KubeResource.Definitions, "", null, cancellationToken);
            return [.. list.GetProperty("items").EnumerateArray().Where(one => names.Contains(one.Name()))];
        }
        catch (KubeApiException error) when (error.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new ClusterException(
                $"The cluster of context {api.Context} does not let its user in, or not far enough: {error.Message} "
                    + "Scenarios need one who may do everything."
            );
        }
        catch (Exception error)
            when (error is HttpRequestException or KubeApiException
                || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new ClusterException(
                $"The cluster of context {api.Context} does not answer at {api.BaseAddress}: {error.Message} "
                    + "See whether it runs, or name another context by --context.",
                error
            );
        }
    }
}
