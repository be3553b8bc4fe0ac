using System.Net.Http.Json;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters;
using Rex.ApiServers;
using Rex.Host.Doctoring;
using Rex.Simulator.Permissions;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>A real API server with RBAC lets Rex's ServiceAccount do by the shipped Role what <c>rex doctor</c> asks about.</summary>
public sealed class ShippedRoleOnServerTests
{
    private const string Namespace = "agent-platform";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_AsTheServiceAccount_FindsEveryRightWhereTheRoleIsBound()
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out var binaries, out var missing), missing ?? "");
        await using var cluster = await ApiServerCluster.StartAsync(new ApiServerClusterOptions { Binaries = binaries }, Cancellation);
        using var client = cluster.CreateClient();
        await PostAsync(client, "api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = Namespace } });
        await PostAsync(client, $"api/v1/namespaces/{Namespace}/serviceaccounts", Manifest("service-account.yaml"));
        await PostAsync(client, $"apis/rbac.authorization.k8s.io/v1/namespaces/{Namespace}/roles", Manifest("role.yaml"));

        var before = await PermissionsAsync(cluster);
        var binding = Manifest("role-binding.yaml");
        binding["subjects"]![0]!["namespace"] = Namespace;
        await PostAsync(client, $"apis/rbac.authorization.k8s.io/v1/namespaces/{Namespace}/rolebindings", binding);
        var after = await PermissionsAsync(cluster);
        // The server takes a new binding up by a watch.
        while (after.All(line => line.State == CheckState.Fail))
        {
            after = await PermissionsAsync(cluster);
        }

        before.ShouldNotBeEmpty();
        before.ShouldAllBe(line => line.State == CheckState.Fail);
        after.ShouldAllBe(line => line.State == CheckState.Ok);
    }

    private static async Task<IReadOnlyList<CheckLine>> PermissionsAsync(ApiServerCluster cluster)
    {
        var services = new ServiceCollection();
        var account = KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Kubeconfig);
        using var kubernetes = new Kubernetes(account, new Impersonation($"system:serviceaccount:{Namespace}:rex"));
        services.AddSingleton<IKubernetes>(kubernetes);
        services.AddRex(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Rex:Pushes:Repositories:0"] = "acme/shop",
                        ["Rex:Connection:GitHub:Token"] = "token",
                        // Nothing listens there.
                        ["Rex:Connection:GitHub:BaseAddress"] = "http://127.0.0.1:1",
                    }
                )
                .Build()
        );
        await using var provider = services.BuildServiceProvider();
        var lines = new List<CheckLine>();
        await foreach (var line in new Doctor(CheckList.Create(provider, "argo")).RunAsync(Cancellation))
        {
            lines.Add(line);
        }

        return [.. lines.Where(line => line.Check == "permissions")];
    }

    private static JsonObject Manifest(string name) =>
        YamlDocuments.Read(Path.Combine(Checkout.Root!.FullName, "deploy", "base", name)).Single();

    private static async Task PostAsync(HttpClient client, string path, JsonNode body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private sealed class Impersonation(string user) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("Impersonate-User", user);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
