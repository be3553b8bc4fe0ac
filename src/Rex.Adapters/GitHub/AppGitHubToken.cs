using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>
/// Logs in as a GitHub App: with its private key it asks for a token of the installation at a repository's owner, keeps that for most of its hour, and
/// asks for another one when GitHub refuses it.
/// </summary>
/// <remarks>See https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app.</remarks>
internal sealed class AppGitHubToken(GitHubTransport transport, IOptions<RexConnectionOptions> options, TimeProvider time)
    : IGitHubToken,
        IDisposable
{
    /// <summary>How long before its end a token is not used any more: a request may take its time, and clocks differ.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>GitHub takes ten minutes at most, and asks for a beginning in the past, since clocks differ.</summary>
    private static readonly TimeSpan LoginLasts = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan LoginBeganAgo = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, InstallationToken> _byOwner = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _minting = new(1, 1);

    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken) =>
        Valid(repository) ?? await MintAsync(repository, null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string> RenewAsync(RepositoryName repository, string refused, CancellationToken cancellationToken) =>
        await MintAsync(repository, refused, cancellationToken);

    /// <summary>What the App may do at a repository's owner, as <c>issues</c>: <c>write</c>. Asked for anew.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PermissionsAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        await MintAsync(repository, Valid(repository), cancellationToken);
        return _byOwner[repository.Owner].Permissions ?? new Dictionary<string, string>();
    }

    /// <inheritdoc/>
    public void Dispose() => _minting.Dispose();

    private string? Valid(RepositoryName repository) =>
        _byOwner.TryGetValue(repository.Owner, out var known) && known.ExpiresAt - Early > time.GetUtcNow() ? known.Token : null;

    private async Task<string> MintAsync(RepositoryName repository, string? refused, CancellationToken cancellationToken)
    {
        await _minting.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have asked for it meanwhile.
            if (Valid(repository) is { } valid && valid != refused)
            {
                return valid;
            }

            var login = Login();
            var what = $"log in as GitHub App {options.Value.GitHub.AppId} for {repository}";
            var installation = await transport.SendAsync(HttpMethod.Get, repository, "installation", login, what, cancellationToken);
            var id = Read(installation, GitHubJson.Default.GitHubInstallation, what).Id;
            var path = string.Create(CultureInfo.InvariantCulture, $"app/installations/{id}/access_tokens");
            var answer = await transport.SendAsync(HttpMethod.Post, path, login, what, cancellationToken);
            var minted = Read(answer, GitHubJson.Default.InstallationToken, what);
            _byOwner[repository.Owner] = minted;
            return minted.Token;
        }
        finally
        {
            _minting.Release();
        }
    }

    private T Read<T>(GitHubAnswer answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
        where T : class
    {
        if (answer.Status == HttpStatusCode.NotFound)
        {
            throw new PlatformException(
                ReasonCode.AccessLost,
                $"Rex could not {what}: the App is not installed there, or its id is wrong (Rex:Connection:GitHub:AppId)."
            );
        }

        if (!answer.IsSuccess)
        {
            throw answer.ToFailure(what, transport.Now);
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new PlatformException(ReasonCode.ServerError, $"Rex could not {what}: the answer is none of GitHub's.");
        }
    }

    /// <summary>The App's own token, which is good for nothing but asking for others. The key's file is read each time: a new key is taken up.</summary>
    private string Login()
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
