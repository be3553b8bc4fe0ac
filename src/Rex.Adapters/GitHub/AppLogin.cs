using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Makes the token with which a GitHub App speaks for itself.</summary>
/// <remarks>See https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app.</remarks>
internal sealed class AppLogin(IOptions<RexConnectionOptions> options, TimeProvider time)
{
    /// <summary>GitHub takes ten minutes at most, and asks for a beginning in the past, since clocks differ.</summary>
    private static readonly TimeSpan LoginLasts = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan LoginBeganAgo = TimeSpan.FromMinutes(1);

    /// <summary>The App that Rex logs in as.</summary>
    public string? AppId => options.Value.GitHub.AppId;

    /// <summary>The token: it is good for asking for others, and for what concerns the App itself. The key's file is read each time: a new key is taken up.</summary>
    public string Create()
    {
        var settings = options.Value.GitHub;
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(settings.AppPrivateKeyFile!));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new PlatformException(
                ReasonCode.AccessLost,
                $"The private key of the GitHub App cannot be read from '{settings.AppPrivateKeyFile}': it has to be the PEM file that GitHub made.",
                null,
                error
            );
        }

        var now = time.GetUtcNow().UtcDateTime;
        var description = new SecurityTokenDescriptor
        {
            Issuer = settings.AppId,
            IssuedAt = now - LoginBeganAgo,
            Expires = now + LoginLasts,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256)
            {
                // The key goes with this call.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(description);
    }
}
