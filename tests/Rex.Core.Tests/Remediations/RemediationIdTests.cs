using System.Text.RegularExpressions;
using CsCheck;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Remediations;

public partial class RemediationIdTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private static readonly Push Example = new()
    {
        RepositoryId = 1_296_269_123,
        Repository = RepositoryName.Parse("5dlabs/cto"),
        Branch = BranchName.Parse("feature/task-3-login"),
        Task = new TaskId(3),
        Before = CommitSha.Parse("5f1d0c0d1c2b3a49586776859403122130415263"),
        After = CommitSha.Parse("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5"),
        PushedAt = DateTimeOffset.FromUnixTimeSeconds(1_763_856_000),
    };

    private static readonly Gen<CommitSha> Commits = Gen.String[Gen.Char["0123456789abcdef"], 40, 40].Select(CommitSha.Parse);

    private static readonly Gen<Push> Pushes =
        from repository in Gen.Long[1, long.MaxValue]
        from task in Gen.Int[1, TaskId.MaxValue]
        from seconds in Gen.Long[0, 221_845_391_999]
        from before in Commits
        from after in Commits
        select Example with
        {
            RepositoryId = repository,
            Task = new TaskId(task),
            PushedAt = DateTimeOffset.FromUnixTimeSeconds(seconds),
            Before = before,
            After = after,
        };

    [Fact]
    public void Of_Example_HasTheDocumentedForm()
    {
        // The digest was made with: printf 'refs/heads/feature/task-3-login\n5f1d…5263' | sha256sum
        Example.Id.Value.ShouldBe("rex-1296269123-3-1763856000-8c3ad1e4b6f7-56f9a27f");
        Example.Id.ToString().ShouldBe(Example.Id.Value);
    }

    [Fact]
    public void Of_Example_KeepsTheParts()
    {
        var id = Example.Id;

        id.RepositoryId.ShouldBe(1_296_269_123);
        id.Task.ShouldBe(new TaskId(3));
        id.PushedAt.ShouldBe(Example.PushedAt);
        id.AfterPrefix.ShouldBe("8c3ad1e4b6f7");
        id.Digest.ShouldBe("56f9a27f");
    }

    [Fact]
    public void Of_SamePushDeliveredAgain_IsEqual()
    {
        // A renamed repository and a time with another offset or a fraction of a second are still the same push.
        var again = Example with
        {
            Repository = RepositoryName.Parse("5dlabs/renamed"),
            PushedAt = Example.PushedAt.ToOffset(TimeSpan.FromHours(2)).AddMilliseconds(999),
        };

        again.Id.ShouldBe(Example.Id);
        again.Id.Value.ShouldBe(Example.Id.Value);
        again.Id.GetHashCode().ShouldBe(Example.Id.GetHashCode());
    }

    [Fact]
    public void Of_AnyOtherFact_IsAnotherId()
    {
        Push[] others =
        [
            Example with
            {
                RepositoryId = 7,
            },
            Example with
            {
                Task = new TaskId(4),
            },
            Example with
            {
                PushedAt = Example.PushedAt.AddSeconds(1),
            },
            Example with
            {
                After = CommitSha.Parse(A),
            },
            Example with
            {
                Before = CommitSha.Parse(A),
            },
            Example with
            {
                Branch = BranchName.Parse("task-3"),
            },
        ];

        others.Select(one => one.Id).Append(Example.Id).Distinct().Count().ShouldBe(others.Length + 1);
    }

    [Fact]
    public void Of_ThereAndBackAgainInOneSecond_AreThreeIds()
    {
        var (a, b) = (CommitSha.Parse(A), CommitSha.Parse(B));
        RemediationId[] ids =
        [
            (Example with { Before = CommitSha.Parse(new string('0', 40)), After = a }).Id,
            (Example with { Before = a, After = b }).Id,
            (Example with { Before = b, After = a }).Id,
        ];

        ids.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Of_TwoBranchesAtOneCommitInOneSecond_AreTwoIds() =>
        (Example with { Branch = BranchName.Parse("task-3-a") }).Id.ShouldNotBe(
            (Example with { Branch = BranchName.Parse("task-3-b") }).Id
        );

    [Fact]
    public void GoesOnFrom_NextPushOfTheBranch_IsTrue()
    {
        var next = Example with { Before = Example.After, After = CommitSha.Parse(A) };

        next.Id.GoesOnFrom(Example).ShouldBeTrue();
        Example.Id.GoesOnFrom(next).ShouldBeFalse();
        Example.Id.GoesOnFrom(Example).ShouldBeFalse();
        (next with { Branch = BranchName.Parse("task-3") }).Id.GoesOnFrom(Example).ShouldBeFalse();
    }

    [Fact]
    public void Of_NoPushOfGitHub_Throws()
    {
        Should.Throw<ArgumentException>(() => (Example with { RepositoryId = 0 }).Id);
        Should.Throw<ArgumentException>(() => (Example with { PushedAt = DateTimeOffset.UnixEpoch.AddSeconds(-1) }).Id);
        Should
            .Throw<ArgumentException>(() => (Example with { PushedAt = DateTimeOffset.MaxValue }).Id)
            .Message.ShouldStartWith("No push can have this time.");
    }

    [Fact]
    public void Of_AnyPush_IsANameOfAKubernetesObjectAndReadsBack() =>
        Pushes.Sample(push =>
        {
            var id = push.Id;

            id.Value.Length.ShouldBeLessThanOrEqualTo(68);
            KubernetesName().IsMatch(id.Value).ShouldBeTrue();
            RemediationId.Parse(id.Value).ShouldBe(id);
        });

    [Theory]
    [InlineData("rex-1-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-9223372036854775807-999999999-221845391999-0123456789ab-89abcdef")]
    public void TryParse_Id_GivesItBack(string text)
    {
        RemediationId.TryParse(text, out var id).ShouldBeTrue();

        id.Value.ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rex")]
    [InlineData("Rex-1-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-0-aaaaaaaaaaaa")]
    [InlineData("rex-1-1-0-aaaaaaaaaaaa-00000000-x")]
    [InlineData(" rex-1-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-0-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-01-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-x-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-9223372036854775808-1-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-0-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-01-0-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-00-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1--1-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-x-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-221845392000-aaaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-0-aaaaaaaaaaa-00000000")]
    [InlineData("rex-1-1-0-AAAAAAAAAAAA-00000000")]
    [InlineData("rex-1-1-0-aaaaaaaaaaag-00000000")]
    [InlineData("rex-1-1-0-aaaaaaaaaaaa-0000000")]
    [InlineData("rex-1-1-0-aaaaaaaaaaaa-0000000G")]
    public void TryParse_AnythingElse_IsNoId(string? text)
    {
        RemediationId.TryParse(text, out var id).ShouldBeFalse();

        id.ShouldBeNull();
        Should.Throw<FormatException>(() => RemediationId.Parse(text!)).Message.ShouldBe($"'{text}' is no remediation id.");
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]{0,251}[a-z0-9])?\z")]
    private static partial Regex KubernetesName();
}
