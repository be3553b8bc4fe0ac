using Rex.ApiServers.Credentials;

namespace Rex.ApiServers.Processes;

/// <summary>The flags of the three programs.</summary>
internal static class CommandLines
{
    public static IEnumerable<string> Etcd(int port, string dataFolder, ClusterCredentials credentials)
    {
        // Nobody joins: its peers' port is any, and shut to all but those with a certificate of this very cluster.
        const string peer = "https://127.0.0.1:0";
        return
        [
            "--name=one",
            $"--data-dir={dataFolder}",
            $"--listen-client-urls=https://127.0.0.1:{port}",
            $"--advertise-client-urls=https://127.0.0.1:{port}",
            $"--listen-peer-urls={peer}",
            $"--initial-advertise-peer-urls={peer}",
            $"--initial-cluster=one={peer}",
            $"--cert-file={credentials.CertificateFile}",
            $"--key-file={credentials.KeyFile}",
            "--client-cert-auth",
            $"--trusted-ca-file={credentials.AuthorityFile}",
            $"--peer-cert-file={credentials.CertificateFile}",
            $"--peer-key-file={credentials.KeyFile}",
            "--peer-client-cert-auth",
            $"--peer-trusted-ca-file={credentials.AuthorityFile}",
            "--log-level=warn",
            "--logger=zap",
        ];
    }

    public static IEnumerable<string> ApiServer(int port, Uri etcd, ClusterCredentials credentials, ApiServerClusterOptions options) =>
        [
            $"--etcd-servers={etcd.GetLeftPart(UriPartial.Authority)}",
            $"--etcd-cafile={credentials.AuthorityFile}",
            $"--etcd-certfile={credentials.CertificateFile}",
            $"--etcd-keyfile={credentials.KeyFile}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--endpoint-reconciler-type=none",
            $"--secure-port={port}",
            $"--tls-cert-file={credentials.CertificateFile}",
            $"--tls-private-key-file={credentials.KeyFile}",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={credentials.ServiceAccountPublicKeyFile}",
            $"--service-account-signing-key-file={credentials.ServiceAccountKeyFile}",
            "--api-audiences=api",
            $"--token-auth-file={credentials.TokenFile}",
            "--authorization-mode=RBAC",
            // Nothing here makes the service accounts that it would insist on.
            "--disable-admission-plugins=ServiceAccount",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--allow-privileged=true",
            $"--watch-cache={(options.WatchCache ? "true" : "false")}",
            .. options.ApiServerFlags,
        ];

    /// <param name="kubeconfig">What it finds the API server by.</param>
    /// <param name="knowsPort">Whether this version still has the plain-text port that has to be switched off.</param>
    public static IEnumerable<string> ControllerManager(string kubeconfig, bool knowsPort) =>
        [
            $"--kubeconfig={kubeconfig}",
            "--controllers=garbagecollector,namespace",
            "--leader-elect=false",
            "--secure-port=0",
            .. knowsPort ? ["--port=0"] : Array.Empty<string>(),
        ];
}
