using System.Text.RegularExpressions;
using Rex.Simulator.GitHub;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Says what is wrong with GitHub for a caller just now. Each trouble begins with a request that finds its conditions so.</summary>
internal sealed class GitHubTroubles(IEnumerable<GitHubTroubleDescription> troubles, Func<Condition, bool> holds, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<Trouble> all = [.. troubles.Select(trouble => new Trouble(trouble, new Regex(trouble.From.Value)))];

    /// <summary>Troubles that nobody met; a scenario with one of these does not test what it says.</summary>
    public IReadOnlyList<GitHubTroubleDescription> Unused
    {
        get
        {
            lock (gate)
            {
                return [.. all.Where(trouble => trouble.Began is null).Select(trouble => trouble.Description)];
            }
        }
    }

    /// <summary>How long the answer to this caller takes.</summary>
    public TimeSpan LatencyFor(string caller) =>
        Now(caller).Where(trouble => trouble.Do.Value == "slow").Select(trouble => trouble.By).DefaultIfEmpty().Max();

    /// <summary>What is wrong for this caller, beside slowness.</summary>
    public GitHubTrouble For(string caller) =>
        Now(caller).Select(trouble => trouble.Do.Value).FirstOrDefault(what => what != "slow") switch
        {
            "outage" => GitHubTrouble.Outage,
            "lostAccess" => GitHubTrouble.LostAccess,
            "badToken" => GitHubTrouble.BadToken,
            "reset" => GitHubTrouble.Reset,
            _ => GitHubTrouble.None,
        };

    private List<GitHubTroubleDescription> Now(string caller)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            return [.. all.Where(trouble => trouble.From.IsMatch(caller) && IsOn(trouble, now)).Select(trouble => trouble.Description)];
        }
    }

    private bool IsOn(Trouble trouble, DateTimeOffset now)
    {
        if (trouble.Began is null && trouble.Description.When.All(when => holds(when.Value)))
        {
            trouble.Began = now;
        }

        return trouble.Began is { } began && (trouble.Description.For is not { } length || now < began + length);
    }

    private sealed class Trouble(GitHubTroubleDescription description, Regex from)
    {
        public GitHubTroubleDescription Description { get; } = description;

        public Regex From { get; } = from;

        public DateTimeOffset? Began { get; set; }
    }
}
