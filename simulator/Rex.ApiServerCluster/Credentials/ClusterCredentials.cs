using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rex.ApiServers.Credentials;

/// <summary>
/// What lets the parts of one cluster in with each other, and nobody else: an authority, a certificate, a key for service accounts and a
/// token. All are made anew for each cluster and lie in its folder, which only its owner may read.
/// </summary>
internal sealed class ClusterCredentials : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(2);

    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 certificate;

    private ClusterCredentials(string folder, X509Certificate2 authority, X509Certificate2 certificate)
    {
        this.authority = authority;
        this.certificate = certificate;
        AuthorityFile = Path.Combine(folder, "ca.crt");
        CertificateFile = Path.Combine(folder, "tls.crt");
        KeyFile = Path.Combine(folder, "tls.key");
        ServiceAccountKeyFile = Path.Combine(folder, "service-accounts.key");
        ServiceAccountPublicKeyFile = Path.Combine(folder, "service-accounts.pub");
        TokenFile = Path.Combine(folder, "tokens.csv");
        Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    }

    public string AuthorityFile { get; }

    /// <summary>Gets the file of the certificate that every part shows, as a server and as a client.</summary>
    public string CertificateFile { get; }

    public string KeyFile { get; }

    public string ServiceAccountKeyFile { get; }

    public string ServiceAccountPublicKeyFile { get; }

    public string TokenFile { get; }

    /// <summary>Gets the token of a user who may do everything.</summary>
    public string Token { get; }

    public string AuthorityPem => authority.ExportCertificatePem();

    public static ClusterCredentials Create(string folder)
    {
        var (authority, certificate) = Issue(DateTimeOffset.UtcNow);
        var made = new ClusterCredentials(folder, authority, certificate);
        using var key = certificate.GetECDsaPrivateKey()!;
        using var serviceAccounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(made.AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(made.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(made.KeyFile, key.ExportECPrivateKeyPem());
        File.WriteAllText(made.ServiceAccountKeyFile, serviceAccounts.ExportECPrivateKeyPem());
        File.WriteAllText(made.ServiceAccountPublicKeyFile, serviceAccounts.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(made.TokenFile, $"{made.Token},admin,admin,\"system:masters\"\n");
        return made;
    }

    /// <summary>Makes a handler that talks to this cluster only, and shows it the certificate.</summary>
    public SocketsHttpHandler CreateHandler() =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [certificate],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };

    public void Dispose()
    {
        authority.Dispose();
        certificate.Dispose();
    }

    private static (X509Certificate2 Authority, X509Certificate2 Certificate) Issue(DateTimeOffset now)
    {
        var (from, to) = (now - TimeSpan.FromHours(1), now + Validity);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=rex-test-authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true)
        );
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        var authority = authorityRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rex-test-cluster", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        // Both usages: etcd's gateway calls etcd with the server's own certificate.
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false)
        );
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false)
        );
        using var signed = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        return (authority, signed.CopyWithPrivateKey(key));
    }
}
