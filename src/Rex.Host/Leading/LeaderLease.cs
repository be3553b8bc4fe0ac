using System.Net;
using k8s;
using k8s.Autorest;
using k8s.LeaderElection.ResourceLock;
using k8s.Models;
using Rex.Adapters.Http;

namespace Rex.Host.Leading;

/// <summary>
/// The Lease, with every failed request told as an answer of the API server. The elector tries again after those until its deadline; after anything
/// else, one broken connection say, it gives the leadership up at once.
/// </summary>
/// <param name="kubernetes">The way to the API server.</param>
/// <param name="namespace">The Lease's namespace.</param>
/// <param name="name">The Lease's name.</param>
/// <param name="identity">The name that this replica has in it.</param>
/// <param name="limit">How long one request may take. Shorter than the elector's deadline, so that it can try again after one that hangs.</param>
/// <param name="time">The clock of the limit.</param>
internal sealed class LeaderLease(
    IKubernetes kubernetes,
    string @namespace,
    string name,
    string identity,
    TimeSpan limit,
    TimeProvider time
) : LeaseLock(kubernetes, @namespace, name, identity)
{
    /// <inheritdoc/>
    protected override Task<V1Lease> ReadMetaObjectAsync(
        IKubernetes client,
        string name,
        string namespaceParameter,
        CancellationToken cancellationToken
    ) => AskAsync(limited => base.ReadMetaObjectAsync(client, name, namespaceParameter, limited), cancellationToken);

    /// <inheritdoc/>
    protected override Task<V1Lease> CreateMetaObjectAsync(
        IKubernetes client,
        V1Lease obj,
        string namespaceParameter,
        CancellationToken cancellationToken
    ) => AskAsync(limited => base.CreateMetaObjectAsync(client, obj, namespaceParameter, limited), cancellationToken);

    /// <inheritdoc/>
    protected override Task<V1Lease> ReplaceMetaObjectAsync(
        IKubernetes client,
        V1Lease obj,
        string name,
        string namespaceParameter,
        CancellationToken cancellationToken
    ) => AskAsync(limited => base.ReplaceMetaObjectAsync(client, obj, name, namespaceParameter, limited), cancellationToken);

    private async Task<V1Lease> AskAsync(Func<CancellationToken, Task<V1Lease>> request, CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(limit, time, cancellationToken);
        try
        {
            return await request(deadline.Token);
        }
        catch (Exception error) when (error is not HttpOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = deadline.Failure(error, Describe()) ?? error;
            throw new HttpOperationException(failure.Message, error)
            {
                Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), ""),
            };
        }
    }
}
