using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Rex.Simulator.GitHub;

/// <summary>
/// GitHub's primary and secondary rate limits, token by token, by the world's clock. What GitHub does not document is this one's own choice:
/// points count over the last sixty seconds, and a limit that was hit holds for a fixed time.
/// </summary>
internal sealed class RateLimits(GitHubLimitOptions options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private readonly Dictionary<string, TokenBudget> budgets = new(StringComparer.Ordinal);
    private readonly List<EarlyRequest> early = [];

    /// <summary>Requests that came before the time that their sender was told to wait for.</summary>
    public IReadOnlyList<EarlyRequest> Early
    {
        get
        {
            lock (gate)
            {
                return [.. early];
            }
        }
    }

    /// <summary>Takes a request in, writes the headers that every answer has, and says whether it is refused.</summary>
    public LimitRefusal? Enter(string token, HttpContext context)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!budgets.TryGetValue(token, out var budget))
            {
                budgets[token] = budget = new TokenBudget(options, began);
            }

            if (budget.TooEarly(now) is { } until)
            {
                early.Add(new EarlyRequest(token, now, until));
            }

            var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            var refusal = budget.Take(now, isRead ? 1 : 5);
            budget.UnderWay += refusal is null ? 1 : 0;
            WriteHeaders(context.Response.Headers, budget, refusal);
            return refusal;
        }
    }

    /// <summary>A request that was taken in has been answered.</summary>
    public void Leave(string token)
    {
        lock (gate)
        {
            budgets[token].UnderWay--;
        }
    }

    private void WriteHeaders(IHeaderDictionary headers, TokenBudget budget, LimitRefusal? refusal)
    {
        Write("x-ratelimit-limit", options.RequestsAnHour);
        Write("x-ratelimit-remaining", budget.Remaining);
        Write("x-ratelimit-used", options.RequestsAnHour - budget.Remaining);
        Write("x-ratelimit-reset", (long)Math.Ceiling((budget.Reset - DateTimeOffset.UnixEpoch).TotalSeconds));
        headers["x-ratelimit-resource"] = "core";
        if (refusal?.RetryAfter is { } seconds)
        {
            Write("retry-after", seconds);
        }

        void Write(string name, long value) => headers[name] = value.ToString(CultureInfo.InvariantCulture);
    }
}
