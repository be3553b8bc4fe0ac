using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rex.ApiServers.Credentials;
using Rex.ApiServers.Processes;

namespace Rex.ApiServers;

/// <summary>
/// A real Kubernetes API server on loopback: <c>kube-apiserver</c> and <c>etcd</c> as child processes, and
/// <c>kube-controller-manager</c>'s garbage collector and namespace controller where there is one. It has ports, certificates and a
/// folder of its own; all of it goes with this object, and with this process however that ends.
/// </summary>
public sealed class ApiServerCluster : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly ClusterCredentials credentials;
    private readonly ApiServerClusterOptions options;
    private readonly ApiServerBinaries binaries;
    private readonly HttpMessageInvoker prober;
    private GuardedProcess? controllers;
    private StartedOnPort server = null!;
    private StartedOnPort store = null!;

    private ApiServerCluster(ApiServerClusterOptions options, ApiServerBinaries binaries)
    {
        this.options = options;
        this.binaries = binaries;
        folder = Directory.CreateTempSubdirectory("rex-apiserver-");
        credentials = ClusterCredentials.Create(folder.FullName);
        prober = new HttpMessageInvoker(credentials.CreateHandler());
    }

    /// <summary>Gets the server's address, <c>https</c> on a loopback port.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the path of a kubeconfig with everything that is needed to get in. It goes with the cluster.</summary>
    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    /// <summary>Gets the token of a user who may do everything.</summary>
    public string Token => credentials.Token;

    /// <summary>Gets whether owners' dependents are collected and deleted namespaces emptied: not without <c>kube-controller-manager</c>.</summary>
    public bool HasControllers { get; private set; }

    /// <summary>Starts a cluster, and returns when it is ready.</summary>
    /// <exception cref="ApiServerException">A program is missing, ended at its start, or was not ready in time. Nothing is left running.</exception>
    public static async Task<ApiServerCluster> StartAsync(
        ApiServerClusterOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ApiServerClusterOptions();
        if (options.Binaries is not { } binaries && !ApiServerBinaries.TryFind(out binaries, out var missing))
        {
            throw new ApiServerException(missing);
        }

        var cluster = new ApiServerCluster(options, binaries);
        try
        {
            await cluster.StartProcessesAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a handler that trusts this server, and nobody else. It does not send the token.</summary>
    public SocketsHttpHandler CreateHandler() => credentials.CreateHandler();

    /// <summary>Makes a client that may do everything.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(CreateHandler()) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>
    /// Starts garbage collector and namespace controller, and returns when they are at work. They look for new definitions twice a minute
    /// only: whoever has some to install does that first.
    /// </summary>
    /// <returns>False where there is no <c>kube-controller-manager</c>.</returns>
    /// <exception cref="ApiServerException">It ended at its start, or was not ready in time.</exception>
    public async Task<bool> StartControllersAsync(CancellationToken cancellationToken)
    {
        if (binaries.ControllerManager is not { } manager || HasControllers)
        {
            return HasControllers;
        }

        var knowsPort = await ProgramHelp.HasFlagAsync(manager, "--port", cancellationToken);
        var process = GuardedProcess.Start(manager, CommandLines.ControllerManager(Kubeconfig, knowsPort));
        controllers = process;
        await WaitForControllersAsync(process, cancellationToken);
        HasControllers = true;
        return true;
    }

    /// <summary>
    /// Has etcd forget all history up to now. The server itself still remembers what is in its cache, unless
    /// <see cref="ApiServerClusterOptions.WatchCache"/> is off.
    /// </summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        using var status = await AskEtcdAsync("v3/maintenance/status", "{}", cancellationToken);
        var revision = status.RootElement.GetProperty("header").GetProperty("revision").GetString();
        using var done = await AskEtcdAsync("v3/kv/compaction", $$"""{"revision":"{{revision}}","physical":true}""", cancellationToken);
    }

    /// <summary>Has the controllers stand still, as a process does that gets no time.</summary>
    public Task PauseControllersAsync(CancellationToken cancellationToken) =>
        controllers?.SignalAsync("STOP", cancellationToken) ?? Task.CompletedTask;

    /// <summary>Has them go on.</summary>
    public Task ResumeControllersAsync(CancellationToken cancellationToken) =>
        controllers?.SignalAsync("CONT", cancellationToken) ?? Task.CompletedTask;

    /// <summary>Has etcd stand still: the server accepts requests and cannot answer most of them.</summary>
    public Task PauseStoreAsync(CancellationToken cancellationToken) => store.Process.SignalAsync("STOP", cancellationToken);

    /// <summary>Has it go on.</summary>
    public Task ResumeStoreAsync(CancellationToken cancellationToken) => store.Process.SignalAsync("CONT", cancellationToken);

    /// <summary>Kills the API server, and starts it anew at the same address. What it had stored is still there.</summary>
    /// <exception cref="ApiServerException">It did not come back in time.</exception>
    public async Task RestartServerAsync(CancellationToken cancellationToken)
    {
        await server.Process.SignalAsync("KILL", cancellationToken);
        await server.Process.WaitForExitAsync(cancellationToken);
        var dead = server;
        server = await StartedOnPort.RestartAsync(dead.Address, StartApiServer, IsReadyAsync, options.StartTimeout, cancellationToken);
        await dead.DisposeAsync();
    }

    /// <summary>Ends the processes and deletes their folder.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in (IAsyncDisposable?[])[controllers, server, store])
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        prober.Dispose();
        credentials.Dispose();
        if (Directory.Exists(folder.FullName))
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task StartProcessesAsync(CancellationToken cancellationToken)
    {
        var attempt = 0;
        store = await StartedOnPort.StartAsync(
            port => StartEtcd(port, Path.Combine(folder.FullName, $"etcd-{++attempt}")),
            (address, token) => AnswersAsync(new Uri(address, "health"), token),
            options.StartTimeout,
            cancellationToken
        );

        server = await StartedOnPort.StartAsync(StartApiServer, IsReadyAsync, options.StartTimeout, cancellationToken);
        BaseAddress = server.Address;
        await ClusterKubeconfig.WriteAsync(Kubeconfig, BaseAddress, credentials.AuthorityPem, Token, cancellationToken);

        if (options.Controllers)
        {
            await StartControllersAsync(cancellationToken);
        }
    }

    private GuardedProcess StartApiServer(int port) =>
        GuardedProcess.Start(binaries.ApiServer, CommandLines.ApiServer(port, store.Address, credentials, options));

    /// <summary>Etcd is stopped last, and its guard deletes the folder where this process can no longer do it.</summary>
    private GuardedProcess StartEtcd(int port, string data) =>
        GuardedProcess.Start(binaries.Etcd, CommandLines.Etcd(port, data, credentials), folder.FullName);

    /// <summary>Ready, and its own namespaces are there: it makes them a moment later.</summary>
    private async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        foreach (var path in (string[])["readyz", "api/v1/namespaces/default", "api/v1/namespaces/kube-node-lease"])
        {
            if (!await AnswersAsync(new Uri(address, path), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The controllers say nothing when they are at work. An object whose owner never was is collected when they are.</summary>
    private async Task WaitForControllersAsync(GuardedProcess process, CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        const string maps = "api/v1/namespaces/default/configmaps";
        const string orphan = """
            {"metadata":{"name":"collected-when-ready","ownerReferences":[
              {"apiVersion":"v1","kind":"ConfigMap","name":"never-was","uid":"00000000-0000-4000-8000-000000000000"}]}}
            """;
        var isMade = false;
        try
        {
            if (!await process.WaitUntilAsync(IsCollectedAsync, options.StartTimeout, cancellationToken))
            {
                throw process.EndedAtStart();
            }
        }
        catch (TimeoutException)
        {
            throw new ApiServerException($"{process.Name} did not collect garbage in time. Its last lines:\n{process.Output}");
        }

        async Task<bool> IsCollectedAsync(CancellationToken token)
        {
            if (!isMade)
            {
                using var content = new StringContent(orphan, Encoding.UTF8, "application/json");
                using var made = await client.PostAsync(new Uri(maps, UriKind.Relative), content, token);
                made.EnsureSuccessStatusCode();
                isMade = true;
            }

            return !await AnswersAsync(new Uri(BaseAddress, $"{maps}/collected-when-ready"), token);
        }
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await prober.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    private async Task<JsonDocument> AskEtcdAsync(string path, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(store.Address, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await prober.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
