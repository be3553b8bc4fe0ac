using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>
/// Logs in as a GitHub App: with its private key it asks for a token of the installation at a repository's owner, keeps that for most of its hour, and
/// asks for another one when GitHub refuses it.
/// </summary>
/// <remarks>See https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app.</remarks>
internal sealed class AppGitHubToken(GitHubTransport transport, AppLogin app, TimeProvider time) : IGitHubToken, IDisposable
{
    /// <summary>How long before its end a token is not used any more: a request may take its time, and clocks differ.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a new token may be refused without that meaning anything: a second or so, until it and its permissions are known everywhere
    /// at GitHub (https://github.com/octokit/auth-app.js/issues/65), with much to spare.
    /// </summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, InstallationToken> _byOwner = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _minting = new(1, 1);

    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken) =>
        Valid(repository) ?? await MintAsync(repository, null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string> RenewAsync(RepositoryName repository, string refused, CancellationToken cancellationToken) =>
        await MintAsync(repository, refused, cancellationToken);

    /// <inheritdoc/>
    public bool IsNew(RepositoryName repository, string token) =>
        _byOwner.TryGetValue(repository.Owner, out var known) && known.Token == token && time.GetUtcNow() - known.MintedAt < NewFor;

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

            var login = app.Create();
            var what = $"log in as GitHub App {app.AppId} for {repository}";
            var installation = await transport.SendAsync(HttpMethod.Get, repository, "installation", login, what, cancellationToken);
            var id = Read(installation, GitHubJson.Default.GitHubInstallation, what).Id;
            var path = string.Create(CultureInfo.InvariantCulture, $"app/installations/{id}/access_tokens");
            var answer = await transport.SendAsync(HttpMethod.Post, path, login, what, cancellationToken);
            var minted = Read(answer, GitHubJson.Default.InstallationToken, what);
            _byOwner[repository.Owner] = minted with { MintedAt = time.GetUtcNow() };
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
}
