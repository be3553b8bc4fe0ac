using System.Globalization;

namespace Rex.Host.Observing;

/// <summary>Reads from GitHub's answers how many requests are left.</summary>
/// <remarks>See https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api.</remarks>
internal sealed class GitHubQuotaHandler(GitHubQuota quota) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (
            request.Headers.Authorization?.Parameter is { } token
            && Number(answer, "x-ratelimit-remaining") is { } remaining
            && Number(answer, "x-ratelimit-reset") is { } reset
            && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        )
        {
            quota.Note(token, remaining, DateTimeOffset.FromUnixTimeSeconds(reset));
        }

        return answer;
    }

    private static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
