using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Platform;

/// <summary>The task that the tests are about, and pushes to it.</summary>
internal static class Samples
{
    public const string Workflow = "play-7";
    public const long PullNumber = 17;

    /// <summary>When the tests begin.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);

    public static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/shop");

    public static readonly BranchName Branch = BranchName.Parse("task-7-checkout");

    /// <summary>A push of the task; commits are given by one hexadecimal digit each.</summary>
    public static Push Push(char before = 'a', char after = 'b', int secondsAgo = 5, string branch = "task-7-checkout", int task = 7) =>
        new()
        {
            RepositoryId = 42,
            Repository = Repository,
            Branch = BranchName.Parse(branch),
            Task = new TaskId(task),
            Before = Commit(before),
            After = Commit(after),
            PushedAt = Now.AddSeconds(-secondsAgo),
        };

    public static CommitSha Commit(char digit) => CommitSha.Parse(new string(digit, 40));

    public static Remediation Accepted(Push push, DateTimeOffset? at = null) =>
        new(push.Id, push, at ?? Now, RemediationStatus.Accepted, $"delivery-of-{push.After.Abbreviation}");

    public static PullRequest Pull(params IReadOnlyList<string> labels) =>
        new(PullNumber, $"https://github.com/5dlabs/shop/pull/{PullNumber}", new string('b', 40), Now.AddHours(-1), labels);
}
