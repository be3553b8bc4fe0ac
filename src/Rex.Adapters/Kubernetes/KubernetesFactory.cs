using System.Security.Cryptography.X509Certificates;
using k8s;

namespace Rex.Adapters.Kubernetes;

/// <summary>Makes the client of the API server that the settings name.</summary>
internal static class KubernetesFactory
{
    /// <summary>Makes the client.</summary>
    /// <exception cref="k8s.Exceptions.KubeConfigException">There is no usable kubeconfig.</exception>
    public static k8s.Kubernetes Create(KubernetesConnection connection)
    {
        var configuration = Configuration(connection);
        configuration.UserAgent = "rex";
        var client = new k8s.Kubernetes(configuration);
        if (!string.IsNullOrEmpty(configuration.TlsServerName))
        {
            // KubernetesClient sets it on the requests of its own methods only.
            client.HttpClient.DefaultRequestHeaders.Host = configuration.TlsServerName;
        }

        return client;
    }

    private static KubernetesClientConfiguration Configuration(KubernetesConnection connection)
    {
        if (connection.ApiServer is { } apiServer)
        {
            return new KubernetesClientConfiguration
            {
                Host = apiServer.AbsoluteUri,
                AccessToken = connection.Token,
                SslCaCerts = Certificates(connection.CertificateAuthorityFile),
            };
        }

        return connection.Kubeconfig is null && connection.Context is null && KubernetesClientConfiguration.IsInCluster()
            ? KubernetesClientConfiguration.InClusterConfig()
            : Kubeconfig.Read(connection.Kubeconfig, connection.Context);
    }

    private static X509Certificate2Collection? Certificates(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates;
    }
}
