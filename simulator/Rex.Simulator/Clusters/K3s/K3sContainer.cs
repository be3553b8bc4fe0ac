using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using Rex.ApiServers.Credentials;
using Rex.Simulator.Clusters.Existing;

namespace Rex.Simulator.Clusters.K3s;

/// <summary>
/// K3s in a container that does not outlive this process, however this ends: it holds the other end of the container's standard input,
/// and a shell in there ends K3s when that closes. The engine then removes the container.
/// </summary>
internal sealed class K3sContainer : IAsyncDisposable
{
    // K3s needs to be privileged, for its kubelet. An image that has none says so.
    private const string UnprivilegedLabel = "rex.agents.platform/unprivileged";
    private const string Port = "6443/tcp";
    private const string KubeconfigPath = "/etc/rancher/k3s/k3s.yaml";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // K3s is to be process 1: it moves itself to another control group only then, and does not run where it is in the first one.
    private const string Guard = """
        exec 3<&0
        (cat <&3 >/dev/null; kill -s TERM 1) &
        exec k3s "$@" </dev/null 3<&-
        """;

    private readonly DockerClient client;
    private readonly string id;
    private readonly MultiplexedStream attached;
    private readonly LastWords words;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-k3s-");

    private K3sContainer(DockerClient client, string id, MultiplexedStream attached)
    {
        this.client = client;
        this.id = id;
        this.attached = attached;
        words = LastWords.Of(attached);
    }

    /// <summary>The path of a kubeconfig with everything that is needed to get in. It goes with the container.</summary>
    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    /// <summary>Starts a container and returns when its API server is ready.</summary>
    /// <exception cref="ClusterException">There is no engine or no image, or it was not ready in time. No container is left.</exception>
    public static async Task<K3sContainer> StartAsync(K3sOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = await DockerEngine.ConnectAsync(options.Engine, cancellationToken);
        K3sContainer? container = null;
        try
        {
            var labels = await DockerEngine.EnsureImageAsync(client, options.Image, cancellationToken);
            await RemoveUnstartedAsync(client, time, cancellationToken);
            container = await CreateAsync(client, options.Image, !labels.ContainsKey(UnprivilegedLabel), cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.StartTimeout);
            try
            {
                await container.StartAsync(time, limit.Token);
            }
            catch (Exception error)
                when (error is DockerApiException or ClusterException
                    || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                throw new ClusterException(
                    $"K3s ({options.Image}) did not become ready within {options.StartTimeout.TotalSeconds:0} seconds: {error.Message} "
                        + $"Its last lines:\n{container.words}",
                    error
                );
            }

            return container;
        }
        catch
        {
            if (container is null)
            {
                client.Dispose();
            }
            else
            {
                await container.DisposeAsync();
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        attached.Dispose();
        try
        {
            await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }
        catch (DockerApiException)
        {
            // Gone, or going by itself.
        }

        client.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<K3sContainer> CreateAsync(
        DockerClient client,
        string image,
        bool isPrivileged,
        CancellationToken cancellationToken
    )
    {
        var created = await client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Image = image,
                Labels = new Dictionary<string, string> { [ClusterLabels.Key] = ClusterLabels.Simulator },
                Entrypoint = ["/bin/sh", "-c", Guard, "guard"],
                Cmd = ["server", "--disable=traefik,servicelb,metrics-server,local-storage,coredns"],
                ExposedPorts = new Dictionary<string, EmptyStruct> { [Port] = default },
                AttachStdin = true,
                AttachStdout = true,
                AttachStderr = true,
                OpenStdin = true,
                StdinOnce = true,
                HostConfig = new HostConfig
                {
                    Privileged = isPrivileged,
                    AutoRemove = true,
                    Tmpfs = new Dictionary<string, string> { ["/run"] = "", ["/var/run"] = "" },
                    PortBindings = new Dictionary<string, IList<PortBinding>> { [Port] = [new PortBinding { HostIP = "127.0.0.1" }] },
                },
            },
            cancellationToken
        );
        try
        {
            var streams = new ContainerAttachParameters
            {
                Stream = true,
                Stdin = true,
                Stdout = true,
                Stderr = true,
            };
            return new K3sContainer(
                client,
                created.ID,
                await client.Containers.AttachContainerAsync(created.ID, streams, cancellationToken)
            );
        }
        catch
        {
            await client.Containers.RemoveContainerAsync(
                created.ID,
                new ContainerRemoveParameters { Force = true },
                CancellationToken.None
            );
            throw;
        }
    }

    /// <summary>Removes what earlier processes made and were killed before they could start it: the engine does not.</summary>
    private static async Task RemoveUnstartedAsync(DockerClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var ours = new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["label"] = new Dictionary<string, bool> { [$"{ClusterLabels.Key}={ClusterLabels.Simulator}"] = true },
                ["status"] = new Dictionary<string, bool> { ["created"] = true },
            },
        };
        foreach (var left in await client.Containers.ListContainersAsync(ours, cancellationToken))
        {
            if (time.GetUtcNow() - left.Created > LongestStart)
            {
                await client.Containers.RemoveContainerAsync(left.ID, new ContainerRemoveParameters { Force = true }, cancellationToken);
            }
        }
    }

    private async Task StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        await client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
        var inspected = await client.Containers.InspectContainerAsync(id, cancellationToken);
        var port = inspected.NetworkSettings?.Ports?[Port]?.FirstOrDefault()?.HostPort ?? throw new ClusterException("it has ended.");
        while (!await TryFetchKubeconfigAsync(port, cancellationToken) || !await IsReadyAsync(cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>It names the port inside.</summary>
    /// <returns>Whether it is there.</returns>
    private async Task<bool> TryFetchKubeconfigAsync(string port, CancellationToken cancellationToken)
    {
        try
        {
            var wanted = new ContainerPathStatParameters { Path = KubeconfigPath };
            var archive = await client.Containers.GetArchiveFromContainerAsync(id, wanted, false, cancellationToken);
            await using var stream = archive.Stream ?? Stream.Null;
            await using var tar = new TarReader(stream);
            if (await tar.GetNextEntryAsync(copyData: true, cancellationToken) is not { DataStream: { Length: > 0 } data })
            {
                return false;
            }

            using var reader = new StreamReader(data);
            var text = (await reader.ReadToEndAsync(cancellationToken)).Replace(":6443", ":" + port, StringComparison.Ordinal);
            await PrivateFile.WriteAsync(Kubeconfig, text, cancellationToken);
            return true;
        }
        catch (DockerApiException error) when (error.StatusCode == System.Net.HttpStatusCode.NotFound && !words.Ended)
        {
            return false;
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var http = ExistingApi.Find(Kubeconfig, null).CreateClient();
        try
        {
            using var answer = await http.GetAsync(new Uri("readyz", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!words.Ended)
        {
            return false;
        }
    }
}
