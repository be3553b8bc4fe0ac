using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rex.Adapters.Kubernetes;
using Rex.Adapters.Remediations.Requests;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>The ledger as <c>Remediation</c> objects: the API server's refusal of a second object of one name is what makes a claim.</summary>
internal sealed partial class RemediationStore(ResourceClient remediations, LedgerEntries entries, ILogger<RemediationStore> logger)
    : IRemediationStore
{
    /// <inheritdoc/>
    /// <remarks>The status begins as <see cref="RemediationStatus.Accepted"/>: what is created has no status yet.</remarks>
    public async Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        var resource = entries.Write(remediation with { ResourceVersion = null }, remediations.Namespace);
        resource.Remove("status");
        return await remediations.TryCreateAsync(entries.NameOf(remediation.Id), resource, cancellationToken) is { } created
            ? ReadOrThrow(created)
            : null;
    }

    /// <inheritdoc/>
    public async Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken) =>
        await remediations.GetAsync(entries.NameOf(id), cancellationToken) is { } found ? ReadOrThrow(found) : null;

    /// <inheritdoc/>
    /// <remarks>Objects that Rex did not write are left out, with a warning: one of them must not keep all others from being worked on.</remarks>
    public async Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken)
    {
        var query = task is { } one ? ResourceQuery.Labelled(RemediationLabels.Select(one)) : ResourceQuery.All;
        var list = await remediations.ListAsync(query, cancellationToken);
        var read = new List<Remediation>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (entries.Read(item) is { } remediation)
            {
                read.Add(remediation);
            }
            else if (entries.Has(item) && RemediationRequest.Read(item) is null)
            {
                Log.Unreadable(logger, item.Name(), remediations.Namespace);
            }
        }

        return read;
    }

    /// <inheritdoc/>
    public async Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        // Without a version the write would have no precondition.
        ArgumentNullException.ThrowIfNull(remediation.ResourceVersion);
        var resource = entries.Write(remediation, remediations.Namespace);
        var answer = await remediations.ReplaceStatusAsync(entries.NameOf(remediation.Id), resource, cancellationToken);
        return answer.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound ? null : ReadOrThrow(answer.Body);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        // Without a version the write would have no precondition.
        ArgumentNullException.ThrowIfNull(remediation.ResourceVersion);
        await remediations.DeleteUnchangedAsync(
            entries.NameOf(remediation.Id),
            null,
            remediation.ResourceVersion,
            PropagationPolicy.Background,
            cancellationToken
        );
    }

    private Remediation ReadOrThrow(JsonElement resource) =>
        entries.Read(resource)
        ?? throw new PlatformException(
            ReasonCode.Unexpected,
            $"The Remediation '{resource.Name()}' in namespace '{remediations.Namespace}' is none that Rex wrote."
        );

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "The Remediation {Name} in {Namespace} is none that Rex wrote and is left alone")]
        public static partial void Unreadable(ILogger logger, string name, string @namespace);
    }
}
