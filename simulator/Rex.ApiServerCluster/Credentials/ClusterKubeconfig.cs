using System.Text;

namespace Rex.ApiServers.Credentials;

/// <summary>Writes kubeconfigs.</summary>
internal static class ClusterKubeconfig
{
    public static Task WriteAsync(string path, Uri server, string authorityPem, string token, CancellationToken cancellationToken)
    {
        var text = $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: rex
              cluster:
                server: {server.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))}
            users:
            - name: admin
              user:
                token: {token}
            contexts:
            - name: rex
              context:
                cluster: rex
                user: admin
            current-context: rex

            """;
        return PrivateFile.WriteAsync(path, text, cancellationToken);
    }
}
