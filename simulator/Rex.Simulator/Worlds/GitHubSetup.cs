using Rex.Simulator.GitHub;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Makes the options of a world's embedded GitHub from what a scenario says.</summary>
internal static class GitHubSetup
{
    public static GitHubLimitOptions Limits(GitHubDescription gitHub) =>
        new()
        {
            Left = gitHub.RequestsLeft,
            ResetIn = gitHub.ResetIn,
            PointsAMinute = gitHub.PointsAMinute,
            AtOnce = gitHub.AtOnce,
            Penalty = gitHub.Penalty,
            NamesTheWait = gitHub.NamesTheWait,
            Status = gitHub.LimitStatus,
        };
}
