using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Rex.Simulator.GitHub;

/// <summary>
/// GitHub's primary and secondary rate limits, account by account, by the world's clock. What GitHub does not document is this one's own choice:
/// points count over the last sixty seconds, and a limit that was hit holds for a fixed time.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="clock">The world's clock.</param>
/// <param name="accountOf">Whose token one is: the tokens of one account share its budget. Each is an account's own by default.</param>
internal sealed class RateLimits(GitHubLimitOptions options, TimeProvider clock, Func<string, string>? accountOf = null)
{
    private readonly Lock gate = new();
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private readonly Dictionary<string, TokenBudget> budgets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);
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
            var budget = BudgetOf(token);
            // Somebody else with the account's token cannot know what this one was told.
            if (budget.TooEarly(now) is { } until && told.GetValueOrDefault(token) == until)
            {
                early.Add(new EarlyRequest(token, now, until));
            }

            var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            var refusal = budget.Take(now, isRead ? 1 : 5);
            if (refusal is null)
            {
                budget.UnderWay++;
            }
            else
            {
                told[token] = budget.ToldToWaitUntil;
            }

            WriteHeaders(context.Response.Headers, budget, refusal);
            return refusal;
        }
    }

    /// <summary>A request that was taken in has been answered.</summary>
    public void Leave(string token)
    {
        lock (gate)
        {
            BudgetOf(token).UnderWay--;
        }
    }

    private TokenBudget BudgetOf(string token)
    {
        var account = accountOf?.Invoke(token) ?? token;
        if (!budgets.TryGetValue(account, out var budget))
        {
            budgets[account] = budget = new TokenBudget(options, began);
        }

        return budget;
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
