using System.Text.Json.Nodes;
using k8s;
using Rex.ApiServers;
using Rex.Embedded.Tests.Kubectl;
using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Commands;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Tests.Deploying.Guides;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>
/// docs/install.md, done as it says, on a real API server: its commands, its overlay, and Rex as the Deployment has it, with no more than its
/// ServiceAccount's token. It ends in a remediation.
/// </summary>
public sealed class InstallGuideTests : IDisposable
{
    private const string Namespace = "agent-platform";

    /// <summary>What a world has of Rex from the start.</summary>
    private static readonly (KubeResource Resource, string Name)[] OfRex =
    [
        (KubeResource.Definitions, "remediations.rex.agents.platform"),
        (new KubeResource("", "v1", "serviceaccounts"), "rex"),
        (new KubeResource("rbac.authorization.k8s.io", "v1", "roles"), "rex"),
        (new KubeResource("rbac.authorization.k8s.io", "v1", "rolebindings"), "rex"),
    ];

    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-install-");
    private readonly Guide guide = Guide.Read("install.md");

    [Fact]
    public async Task Guide_Followed_EndsInARemediation()
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out var binaries, out var missing), missing ?? "");
        Assert.SkipWhen(binaries.ControllerManager is null, "there is no kube-controller-manager");
        Assert.SkipWhen(KubectlProcess.Executable is null, "kubectl is not on the path");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(AtMost);
        await using var servers = new KeptServers();
        var scenario = ScenarioSelection.Find(["g2-while-cleo-runs"]).Single();
        scenario.World.Agents.Rex = TimeSpan.FromSeconds(1);
        scenario.World.Agents.Cleo = TimeSpan.FromMinutes(10);
        await using var world = await World.StartAsync(
            scenario,
            new WorldOptions(1) { FollowsTheWall = true, Clusters = servers },
            limit.Token
        );
        var (api, server) = (new KubeApi(world.Cluster, world.Clock), servers.Server);
        // A platform without Rex.
        foreach (var (resource, name) in OfRex)
        {
            await api.DeleteAsync(resource, resource == KubeResource.Definitions ? "" : Namespace, name, uid: null, limit.Token);
        }

        await world.WaitAsync(() => world.Conditions.Holds(Condition.Parse("cleo running")), limit.Token);
        var push = Push(world);
        var shell = new Shell(
            folder.FullName,
            new Dictionary<string, string>
            {
                ["HOME"] = folder.FullName,
                ["KUBECONFIG"] = server.Kubeconfig,
                ["GITHUB_TOKEN"] = "rex-0",
                ["Rex__Connection__GitHub__BaseAddress"] = world.GitHubAddress.ToString(),
                // A line of step 1; each block has a shell of its own here.
                ["Rex__Connection__GitHub__Token"] = "rex-0",
            }
        );

        await TryAsync(shell, push, limit.Token);
        await DoAsync(shell, "2. Two secrets", limit.Token);
        await DeployAsync(shell, limit.Token);
        await using var rex = await DeployedRex.StartAsync(api, Namespace, await AccountAsync(server, world, limit.Token), limit.Token);
        var ended = shell.ReadUntilAsync(
            guide.Code("5. Watch").Single(),
            line => line.Contains("Succeeded", StringComparison.Ordinal) || line.Contains("Failed", StringComparison.Ordinal),
            limit.Token
        );
        using var hook = new WebhookClient();
        var secret = rex.Read("/var/run/rex/webhook/secret");
        var headers = new Dictionary<string, string>(DeliveryHeaders.For("push", Guid.NewGuid(), push))
        {
            ["X-Hub-Signature-256"] = DeliveryHeaders.Sign(secret, push),
        };
        var answer = await hook.DeliverAsync(rex.Address, new Delivery("push", headers, push), limit.Token);

        answer.Result.ShouldBe("Accepted", answer.Message);
        (await ended).ShouldContain("Restarted", customMessage: rex.Output);
        world.Conditions.Holds(Condition.Parse("workflow restarted")).ShouldBeTrue();
        var (code, diagnosis) = await shell.RunAsync(guide.Code("4. Point GitHub at it").Single(), limit.Token);
        code.ShouldBe(0, diagnosis);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Step 1, before anything is there.</summary>
    private async Task TryAsync(Shell shell, byte[] push, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "push.json"), push, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "try.json"),
            OfThisWorld(guide.Code("1. Try it", "json").Single()),
            cancellationToken
        );
        var (code, output) = await shell.RunAsync(guide.Code("1. Try it").Single(), cancellationToken);
        code.ShouldBe(0, output);
        output.ShouldContain("coderuns");
    }

    /// <summary>Step 3: the overlay beside a checkout called <c>rex</c>.</summary>
    private async Task DeployAsync(Shell shell, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "rex"));
        Copy(new DirectoryInfo(Path.Combine(Checkout.Root!.FullName, "deploy")), Path.Combine(folder.FullName, "rex", "deploy"));
        var overlay = folder.CreateSubdirectory("overlay").FullName;
        var minimum = Guide.Read("configuration.md").Code("# Configuration", "json")[0];
        await File.WriteAllTextAsync(
            Path.Combine(overlay, "kustomization.yaml"),
            guide.Code("3. Deploy", "yaml").Single(),
            cancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(overlay, "settings.json"), OfThisWorld(minimum), cancellationToken);
        var (code, output) = await shell.RunAsync(guide.Code("3. Deploy").Single(), cancellationToken);

        // The servers that can be built here are older than that version; everything else has to be taken.
        const string TooNew = "no matches for kind \"PodDisruptionBudget\" in version \"policy/v1\"";
        var complaints = output.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
        complaints.ShouldAllBe(line => line.Contains(TooNew, StringComparison.Ordinal));
        (code == 0 || output.Contains(TooNew, StringComparison.Ordinal)).ShouldBeTrue(output);
    }

    private async Task DoAsync(Shell shell, string section, CancellationToken cancellationToken)
    {
        var (code, output) = await shell.RunAsync(guide.Code(section).Single(), cancellationToken);
        code.ShouldBe(0, output);
    }

    /// <summary>Settings of a guide, for the repository of this world.</summary>
    private static string OfThisWorld(string json)
    {
        var settings = JsonNode.Parse(json)!;
        settings["Rex"]!["Pushes"]!["Repositories"] = new JsonArray("acme/shop");
        return settings.ToJsonString();
    }

    private static byte[] Push(World world)
    {
        var pushedAt = DateTimeOffset.FromUnixTimeSeconds(world.Clock.GetUtcNow().ToUnixTimeSeconds());
        var facts = new PushMaker(world).Push(world.Scenario.Deliveries[0], world.Tasks[0], pushedAt, Guid.NewGuid());
        return PushDelivery.Make("push", facts, 1).Body;
    }

    /// <summary>Where a pod of the ServiceAccount finds the API server, and with which token; and GitHub, which is elsewhere here.</summary>
    private async Task<IReadOnlyDictionary<string, string>> AccountAsync(
        ApiServerCluster server,
        World world,
        CancellationToken cancellationToken
    )
    {
        using var tokens = new ServiceAccountTokens(server);
        var authority = Path.Combine(folder.FullName, "ca.crt");
        var kubeconfig = KubernetesClientConfiguration.BuildConfigFromConfigFile(server.Kubeconfig);
        await File.WriteAllTextAsync(
            authority,
            string.Join('\n', kubeconfig.SslCaCerts!.Select(certificate => certificate.ExportCertificatePem())),
            cancellationToken
        );
        return new Dictionary<string, string>
        {
            ["Rex__Connection__Kubernetes__ApiServer"] = server.BaseAddress.ToString(),
            ["Rex__Connection__Kubernetes__Token"] = await tokens.OfAsync("rex-0"),
            ["Rex__Connection__Kubernetes__CertificateAuthorityFile"] = authority,
            ["Rex__Connection__GitHub__BaseAddress"] = world.GitHubAddress.ToString(),
        };
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var child in from.EnumerateDirectories())
        {
            Copy(child, Path.Combine(to, child.Name));
        }
    }
}
