using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rex.Embedded.Access;
using Rex.Embedded.GarbageCollection;
using Rex.Embedded.Hosting;
using Rex.Embedded.Http;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded;

/// <summary>
/// A Kubernetes API server inside this process, on a loopback port. It keeps its objects in memory and runs what garbage collection, namespace deletion and
/// custom resource definitions need; it runs no pods. Clients use it over HTTP like any other cluster.
/// </summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ClusterState _state;
    private readonly ClusterControllers _controllers;
    private readonly CancellationTokenSource _stopping;
    private int _stopped;

    private EmbeddedCluster(WebApplication app, ClusterState state, ClusterControllers controllers, CancellationTokenSource stopping)
    {
        _app = app;
        _state = state;
        _controllers = controllers;
        _stopping = stopping;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        BaseAddress = new Uri(addresses.Addresses.First());
    }

    /// <summary>Gets the address that clients use, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts a cluster with the namespaces <c>default</c>, <c>kube-system</c>, <c>kube-public</c> and <c>kube-node-lease</c>.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port asked for is taken.</exception>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new EmbeddedClusterOptions();
        var state = new ClusterState(new ObjectStore(options.HistoryLimit), new ResourceCatalog(), options.TimeProvider);
        var controllers = new ClusterControllers(state, options);
        InitialObjects.Create(state);
        var stopping = new CancellationTokenSource();
        var app = Build(options, new ApiServer(state, new AccessControl(state, options.Users), options, stopping.Token));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            stopping.Dispose();
            throw;
        }

        controllers.Start(stopping.Token);
        return new EmbeddedCluster(app, state, controllers, stopping);
    }

    /// <summary>Makes a kubeconfig with this cluster as its only context. Its token means nothing: everybody may do everything.</summary>
    public string KubeconfigYaml() =>
        $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: embedded
              cluster:
                server: {BaseAddress.GetLeftPart(UriPartial.Authority)}
            users:
            - name: embedded
              user:
                token: embedded
            contexts:
            - name: embedded
              context:
                cluster: embedded
                user: embedded
                namespace: default
            current-context: embedded

            """;

    /// <summary>Writes <see cref="KubeconfigYaml"/> to a file.</summary>
    /// <param name="path">The file; it is replaced.</param>
    /// <param name="cancellationToken">Gives up writing.</param>
    public Task WriteKubeconfigAsync(string path, CancellationToken cancellationToken = default) =>
        File.WriteAllTextAsync(path, KubeconfigYaml(), cancellationToken);

    /// <summary>
    /// Forgets all history up to now, as etcd's compaction does every five minutes: watches and paged lists from older resource versions get 410 Gone.
    /// </summary>
    public void CompactHistory() => _state.Store.Compact();

    /// <summary>Ends every watch and request, and stops listening. Further calls do nothing.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _controllers.StopAsync();
        await _app.StopAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(EmbeddedClusterOptions options, ApiServer server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.Run(server.HandleAsync);
        return app;
    }
}
