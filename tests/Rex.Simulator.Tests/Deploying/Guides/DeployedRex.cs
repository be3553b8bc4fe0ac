using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.ApiServers.Processes;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Tests.Deploying.Guides;

/// <summary>
/// Rex as its Deployment on the API server has it, as a process of this machine: with its arguments, with what its volumes name mounted, and with a token of its
/// ServiceAccount. What a kubelet would do.
/// </summary>
internal sealed partial class DeployedRex : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly KubeApi api;
    private readonly JsonObject pod;
    private readonly JsonObject container;
    private readonly PodVolumes volumes;
    private GuardedProcess? process;

    private DeployedRex(KubeApi api, JsonObject deployment)
    {
        this.api = api;
        pod = (JsonObject)deployment["spec"]!["template"]!["spec"]!;
        container = pod.Objects("containers").Single();
        volumes = new PodVolumes(container);
    }

    /// <summary>Where it takes deliveries.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it has written.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Starts it.</summary>
    /// <param name="api">The API server, for somebody who may read everything.</param>
    /// <param name="namespace">Where Rex was deployed.</param>
    /// <param name="environment">What the container has besides: where the systems are on this machine.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<DeployedRex> StartAsync(
        KubeApi api,
        string @namespace,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        var deployment = await api.GetAsync(new KubeResource("apps", "v1", "deployments"), @namespace, "rex", cancellationToken);
        var rex = new DeployedRex(api, deployment.ToJsonObject());
        try
        {
            foreach (var volume in rex.pod.Objects("volumes"))
            {
                await rex.MountAsync(volume, @namespace, cancellationToken);
            }

            await rex.RunAsync(environment, cancellationToken);
            return rex;
        }
        catch
        {
            await rex.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings that its ConfigMap holds, as this machine's paths have them.</summary>
    public string Settings => volumes.Here(Argument("--settings"));

    /// <summary>What a file holds that its container has.</summary>
    public string Read(string path) => File.ReadAllText(volumes.Here(path));

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        volumes.Dispose();
    }

    private async Task MountAsync(JsonObject volume, string @namespace, CancellationToken cancellationToken)
    {
        var (resource, name) = volume["configMap"] is { } map
            ? (new KubeResource("", "v1", "configmaps"), map.TextAt("name"))
            : (new KubeResource("", "v1", "secrets"), volume["secret"].TextAt("secretName"));
        var source = await api.GetAsync(resource, @namespace, name!, cancellationToken);
        foreach (var (key, value) in (JsonObject)source.ToJsonObject()["data"]!)
        {
            var text = (string)value!;
            var content = resource.Plural == "secrets" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(Here(text));
            await File.WriteAllBytesAsync(Path.Combine(volumes.Folder(volume.Text("name")!), key), content, cancellationToken);
        }
    }

    /// <summary>Settings with the paths that they name in this machine's folders.</summary>
    private string Here(string settings)
    {
        var document = JsonNode.Parse(settings)!;
        Walk(document);
        return document.ToJsonString();

        void Walk(JsonNode node)
        {
            var children = node is JsonObject parent ? parent.Select(pair => pair.Value).ToList() : [.. node.AsArray()];
            foreach (var child in children)
            {
                if (child is JsonValue value && value.TryGetValue<string>(out var text))
                {
                    value.ReplaceWith(JsonValue.Create(volumes.Here(text)));
                }
                else if (child is JsonObject or JsonArray)
                {
                    Walk(child);
                }
            }
        }
    }

    private async Task RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var variables = container.Objects("env").Select(one => $"{one.Text("name")}={one.Text("value")}");
        string[] line =
        [
            .. variables,
            .. environment.Select(one => $"{one.Key}={one.Value}"),
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "rex.dll"),
            .. container.Texts("args").Select(volumes.Here),
            // The container's port may be taken here.
            "--listen",
            "http://127.0.0.1:0",
        ];
        process = GuardedProcess.Start("env", line);
        var listening = await process.WaitForLineAsync(ListeningLine(), StartTimeout, cancellationToken);
        Address = new Uri(listening.Groups["address"].Value);
    }

    private string Argument(string name) => container.Texts("args").SkipWhile(argument => argument != name).Skip(1).First();

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningLine();
}
