using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Agents;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations.Requests;

/// <summary>The events in the ledger's namespace that somebody wrote down for Rex to decide about.</summary>
public sealed class RemediationRequests
{
    // Every remediation carries the label; whoever makes requests need know of none.
    private static readonly ResourceQuery NoRemediations = ResourceQuery.Labelled(
        LabelSelector.Of(LabelRequirement.DoesNotExist(RemediationLabels.TaskId))
    );

    private readonly ResourceClient _remediations;

    internal RemediationRequests(ResourceClient remediations) => _remediations = remediations;

    /// <summary>All of them, the oldest first.</summary>
    /// <exception cref="PlatformException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<RemediationRequest>> ListAsync(CancellationToken cancellationToken)
    {
        var list = await _remediations.ListAsync(NoRemediations, cancellationToken);
        return
        [
            .. list
                .Items.Select(RemediationRequest.Read)
                .OfType<RemediationRequest>()
                .OrderBy(request => request.CreatedAt)
                .ThenBy(request => request.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes down what became of it, if it is still as it was read. Changed since, or gone: nothing is done, and the next look finds out.</summary>
    /// <exception cref="PlatformException">It cannot be written.</exception>
    public async Task EndAsync(RemediationRequest request, DeliveryOutcome outcome, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var phase = outcome.Result switch
        {
            DeliveryResult.Accepted => RequestPhase.HandedOver,
            DeliveryResult.Duplicate => RequestPhase.Duplicate,
            _ => RequestPhase.Ignored,
        };
        var status = new JsonObject
        {
            ["phase"] = phase.ToString(),
            ["message"] = outcome.Message,
            ["finishedAt"] = RemediationWriting.Time(at),
        };
        if (outcome.Reason is { } reason)
        {
            status["reason"] = reason.ToString();
        }

        if (outcome.Id is { } id)
        {
            status["remediation"] = id.Value;
        }

        var resource = JsonObject.Create(request.Resource)!;
        resource["status"] = status;
        await _remediations.ReplaceStatusAsync(request.Name, resource, cancellationToken);
    }

    /// <summary>Deletes it, if it is still as it was read.</summary>
    /// <exception cref="PlatformException">It cannot be deleted.</exception>
    public Task RemoveAsync(RemediationRequest request, CancellationToken cancellationToken) =>
        _remediations.DeleteUnchangedAsync(
            request.Name,
            request.Resource.Uid(),
            request.Resource.ResourceVersion(),
            PropagationPolicy.Background,
            cancellationToken
        );
}
