using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Exceptions;

namespace Rex.Adapters.Kubernetes;

/// <summary>Makes the client of the API server that the settings name.</summary>
internal static class KubernetesFactory
{
    /// <summary>Makes the client.</summary>
    /// <exception cref="KubeConfigException">There is no usable kubeconfig, or no usable file of certificates; the message names the file.</exception>
    public static k8s.Kubernetes Create(KubernetesConnection connection) =>
        connection.ApiServer is not null ? Client(OfSettings(connection))
        : connection.Kubeconfig is null && connection.Context is null && KubernetesClientConfiguration.IsInCluster()
            ? Client(KubernetesClientConfiguration.InClusterConfig())
        : Kubeconfig.Use(connection.Kubeconfig, connection.Context, Client);

    private static k8s.Kubernetes Client(KubernetesClientConfiguration configuration)
    {
        configuration.UserAgent = "rex";
        configuration.FirstMessageHandlerSetup = DropDeadConnections;
        var client = new k8s.Kubernetes(configuration);
        if (!string.IsNullOrEmpty(configuration.TlsServerName))
        {
            // KubernetesClient sets it on the requests of its own methods only.
            client.HttpClient.DefaultRequestHeaders.Host = configuration.TlsServerName;
        }

        return client;
    }

    /// <summary>
    /// All requests and watches share one connection. When it dies without a word, a request's time-out ends that request alone, and the next one goes
    /// the same way: only an unanswered ping ends the connection. KubernetesClient waits three and a half minutes for that.
    /// </summary>
    private static void DropDeadConnections(SocketsHttpHandler handler)
    {
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
    }

    private static KubernetesClientConfiguration OfSettings(KubernetesConnection connection) =>
        new()
        {
            Host = connection.ApiServer!.AbsoluteUri,
            AccessToken = connection.Token,
            SslCaCerts = Certificates(connection.CertificateAuthorityFile),
        };

    private static X509Certificate2Collection? Certificates(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (CryptographicException error)
        {
            throw new KubeConfigException($"The file '{file}' holds no certificates: {error.Message}", error);
        }

        return certificates;
    }
}
