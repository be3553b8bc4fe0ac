using System.Text.RegularExpressions;

namespace Rex.Simulator.Scenarios;

/// <summary>Checks what a scenario says about GitHub.</summary>
internal static class GitHubCheck
{
    // The real one ends what takes longer, so that a slower answer than this is an outage.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    private static readonly string[] Troubles = ["slow", "outage", "lostAccess", "badToken", "reset"];

    /// <summary>What is wrong, with the line where it is known.</summary>
    public static IEnumerable<(long Line, string Problem)> Problems(GitHubDescription gitHub) =>
        [.. Limits(gitHub), .. gitHub.Troubles.SelectMany(Trouble)];

    private static IEnumerable<(long, string)> Limits(GitHubDescription gitHub) =>
        When(gitHub.RequestsLeft < 0, 0, "requestsLeft: there cannot be less than none")
            .Concat(When(gitHub.ResetIn <= TimeSpan.Zero || gitHub.ResetIn > TimeSpan.FromHours(1), 0, "resetIn: within an hour"))
            .Concat(When(gitHub.PointsAMinute < 5, 0, "pointsAMinute: at least 5, one write"))
            .Concat(When(gitHub.AtOnce < 1, 0, "atOnce: at least 1"))
            .Concat(When(gitHub.Penalty <= TimeSpan.Zero, 0, "penalty: longer than nothing"))
            .Concat(When(gitHub.LimitStatus is not (403 or 429), 0, $"limitStatus: {gitHub.LimitStatus} is none of 403, 429"))
            .Concat(When(gitHub.LargestPage is < 1 or > 100, 0, "largestPage: from 1 to 100"));

    private static IEnumerable<(long, string)> Trouble(GitHubTroubleDescription trouble)
    {
        var line = trouble.Do.Line;
        var isSlow = trouble.Do.Value == "slow";
        return When(!Troubles.Contains(trouble.Do.Value), line, $"troubles.do: '{trouble.Do}' is none of {string.Join(", ", Troubles)}")
            .Concat(When(!IsPattern(trouble.From.Value), line, $"troubles.from: '{trouble.From}' is no regular expression"))
            .Concat(When(trouble.For <= TimeSpan.Zero, line, "troubles.for: longer than nothing"))
            .Concat(
                When(
                    isSlow && (trouble.By <= TimeSpan.Zero || trouble.By >= LongestAnswer),
                    line,
                    "troubles.by: say how long answers take, less than 10s; GitHub ends what takes longer"
                )
            )
            .Concat(When(!isSlow && trouble.By != TimeSpan.Zero, line, "troubles.by: only slow answers have it"));
    }

    private static IEnumerable<(long, string)> When(bool isWrong, long line, string problem) =>
        isWrong ? [(line, $"world.gitHub.{problem}")] : [];

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
