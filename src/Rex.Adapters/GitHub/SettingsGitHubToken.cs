using Microsoft.Extensions.Options;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>The token of the settings. A token file is read for every request, so that a rotated token is taken up at once.</summary>
internal sealed class SettingsGitHubToken(IOptions<RexConnectionOptions> options) : IGitHubToken
{
    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        var settings = options.Value.GitHub;
        if (settings.TokenFile is null)
        {
            return settings.Token ?? "";
        }

        try
        {
            return (await File.ReadAllTextAsync(settings.TokenFile, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(ReasonCode.AccessLost, $"The file of the GitHub token cannot be read: {e.Message}", null, e);
        }
    }
}
