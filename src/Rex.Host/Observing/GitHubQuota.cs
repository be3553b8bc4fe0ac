namespace Rex.Host.Observing;

/// <summary>How many requests GitHub still allows, as its answers say. Each token has a budget of its own; the scarcest counts.</summary>
internal sealed class GitHubQuota(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Remaining, DateTimeOffset Until)> budgets = new(StringComparer.Ordinal);

    /// <summary>The requests left; null where no budget is known that has not been renewed since.</summary>
    public long? Remaining
    {
        get
        {
            lock (gate)
            {
                Forget();
                return budgets.Count == 0 ? null : budgets.Values.Min(budget => budget.Remaining);
            }
        }
    }

    /// <summary>Takes up what an answer says.</summary>
    /// <param name="token">Whose budget it is.</param>
    /// <param name="remaining">The requests left.</param>
    /// <param name="until">When the budget is renewed.</param>
    public void Note(string token, long remaining, DateTimeOffset until)
    {
        lock (gate)
        {
            Forget();
            budgets[token] = (remaining, until);
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (token, _) in budgets.Where(budget => budget.Value.Until <= now).ToList())
        {
            budgets.Remove(token);
        }
    }
}
