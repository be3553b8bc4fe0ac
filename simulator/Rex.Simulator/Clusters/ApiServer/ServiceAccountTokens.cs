using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Rex.ApiServers;
using Rex.Embedded;
using Rex.Simulator.Permissions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.ApiServer;

/// <summary>
/// The tokens that a real API server lets callers in by: Rex by one of the service account that it is deployed with, and so with the shipped Roles; everybody
/// else as somebody who may do everything.
/// </summary>
internal sealed class ServiceAccountTokens(ApiServerCluster cluster) : IDisposable
{
    private static readonly KubeResource ServiceAccounts = new("", "v1", "serviceaccounts");

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> tokens = new();
    private readonly HttpClient client = cluster.CreateClient();

    /// <summary>The token of whoever calls himself so.</summary>
    public async Task<string> OfAsync(string caller)
    {
        var user = ShippedRoles.UserOf(caller, OwnCluster.Namespace);
        if (user == ClusterUser.Admin)
        {
            return cluster.Token;
        }

        var token = tokens.GetOrAdd(user.Name, name => new Lazy<Task<string>>(() => RequestAsync(name.Split(':')[^1])));
        try
        {
            return await token.Value;
        }
        catch
        {
            // The next request asks for one again.
            tokens.TryRemove(KeyValuePair.Create(user.Name, token));
            throw;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<string> RequestAsync(string account)
    {
        var api = new KubeApi(client, TimeProvider.System);
        var request = new JsonObject { ["spec"] = new JsonObject { ["audiences"] = new JsonArray() } };
        var made = await api.CreateAsync(ServiceAccounts, OwnCluster.Namespace, request, CancellationToken.None, account, "token");
        return made.GetText("status", "token") ?? throw new ApiServerException($"The API server made no token for '{account}'.");
    }
}
