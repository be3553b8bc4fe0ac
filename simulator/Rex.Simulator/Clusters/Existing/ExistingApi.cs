using k8s;
using k8s.Authentication;
using k8s.Exceptions;
using Rex.Adapters.Kubernetes;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>The API server that a context of a kubeconfig names, and the way in.</summary>
internal sealed class ExistingApi
{
    private readonly KubernetesClientConfiguration configuration;
    private readonly ServiceClientCredentials? credentials;

    private ExistingApi(KubernetesClientConfiguration configuration)
    {
        this.configuration = configuration;
        credentials = Kubernetes.CreateCredentials(configuration);
        Context = configuration.CurrentContext;
        BaseAddress = new Uri(configuration.Host.TrimEnd('/') + '/');
    }

    /// <summary>The name of the context.</summary>
    public string Context { get; }

    public Uri BaseAddress { get; }

    /// <summary>Reads a kubeconfig.</summary>
    /// <param name="path">Where it is; null to look where kubectl does.</param>
    /// <param name="context">Which of its contexts; null for its current one.</param>
    /// <exception cref="ClusterException">There is none, or it names no such context.</exception>
    public static ExistingApi Find(string? path, string? context)
    {
        try
        {
            return Kubeconfig.Use(path, context, configuration => new ExistingApi(configuration));
        }
        catch (KubeConfigException error)
        {
            throw new ClusterException(
                $"{error.Message.TrimEnd('.')}. Name another one by KUBECONFIG, or another context by --context.",
                error
            );
        }
    }

    /// <summary>Makes a handler that trusts this server.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        SocketsHttpHandler? made = null;
        lock (configuration)
        {
            // The client sets it up as the kubeconfig says, and is not needed for more: what it sends is typed, and a proxy passes on
            // what it gets. Disposing of it would take the handler along.
            configuration.FirstMessageHandlerSetup = handler => made = handler;
            _ = new Kubernetes(configuration);
        }

        made!.AllowAutoRedirect = false;
        made.MaxConnectionsPerServer = int.MaxValue;
        return made;
    }

    /// <summary>Makes a client that is let in.</summary>
    public HttpClient CreateClient() =>
        new(new LetInHandler(CreateHandler(), LetInAsync)) { BaseAddress = BaseAddress, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Puts whoever the kubeconfig names in the place of the caller.</summary>
    public async Task LetInAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = null;
        if (configuration.TlsServerName is { Length: > 0 } name)
        {
            request.Headers.Host = name;
        }

        if (credentials is not null)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }
    }
}
