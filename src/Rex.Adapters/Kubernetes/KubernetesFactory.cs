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
        var client = new k8s.Kubernetes(configuration);
        if (!string.IsNullOrEmpty(configuration.TlsServerName))
        {
            // KubernetesClient sets it on the requests of its own methods only.
            client.HttpClient.DefaultRequestHeaders.Host = configuration.TlsServerName;
        }

        return client;
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
