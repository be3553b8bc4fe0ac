using System.Globalization;
using System.Runtime.CompilerServices;
using System.Web;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>The deliveries of hooks over GitHub's REST API.</summary>
/// <remarks>See https://docs.github.com/en/rest/apps/webhooks and https://docs.github.com/en/rest/repos/webhooks.</remarks>
internal sealed class GitHubHookDeliveries(GitHubClient client, GitHubTransport transport, AppLogin app) : IHookDeliveries
{
    private const int PageSize = 100;

    /// <summary>Half a million attempts in three days: whoever promises more is stuck in a circle.</summary>
    private const int MaxPages = 5000;

    private const int LongestCursor = 200;

    /// <inheritdoc/>
    public async IAsyncEnumerable<HookDelivery> ListAsync(GitHubHook hook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var what = $"list the deliveries of the hook {hook}";
        var cursor = "";
        for (var page = 1; page <= MaxPages; page++)
        {
            var path = FormattableString.Invariant($"deliveries?per_page={PageSize}{cursor}");
            var answer = await SendAsync(hook, HttpMethod.Get, path, what, cancellationToken);
            foreach (var item in answer.ReadItems(GitHubJson.Default.IReadOnlyListGitHubDelivery, what, client.Now))
            {
                yield return new HookDelivery(item.Id, item.Guid, item.DeliveredAt, item.Event, item.StatusCode);
            }

            if (answer.NextPage is not { } next)
            {
                yield break;
            }

            cursor = $"&cursor={Uri.EscapeDataString(CursorOf(next, what))}";
        }

        throw new PlatformException(ReasonCode.ServerError, $"Rex could not {what}: there are more than {MaxPages} pages.");
    }

    /// <inheritdoc/>
    public async Task RedeliverAsync(GitHubHook hook, long id, CancellationToken cancellationToken)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"have the delivery {id} of the hook {hook} made again");
        var path = string.Create(CultureInfo.InvariantCulture, $"deliveries/{id}/attempts");
        var answer = await SendAsync(hook, HttpMethod.Post, path, what, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw answer.ToFailure(what, client.Now);
        }
    }

    private Task<GitHubAnswer> SendAsync(
        GitHubHook hook,
        HttpMethod method,
        string path,
        string what,
        CancellationToken cancellationToken
    ) =>
        hook.Repository is { } repository
            ? client.SendAsync(
                method,
                repository,
                string.Create(CultureInfo.InvariantCulture, $"hooks/{hook.Id}/{path}"),
                what,
                cancellationToken
            )
            : transport.SendAsync(method, $"app/hook/{path}", app.Create(), what, cancellationToken);

    /// <summary>Only the cursor is taken from the address of the next page: the token goes to no address that an answer gives.</summary>
    private static string CursorOf(string next, string what)
    {
        var query = next.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && HttpUtility.ParseQueryString(next[query..])["cursor"] is { Length: > 0 and <= LongestCursor } cursor
            ? cursor
            : throw new PlatformException(ReasonCode.ServerError, $"Rex could not {what}: the next page has no cursor.");
    }
}
