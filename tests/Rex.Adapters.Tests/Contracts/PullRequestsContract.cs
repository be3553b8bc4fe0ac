using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Contracts;

/// <summary>What every implementation of <see cref="IPullRequests"/> has to do.</summary>
public abstract class PullRequestsContract
{
    private static readonly BranchName Branch = BranchName.Parse("feature/task-3-login");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A repository that is there, and has no pull requests.</summary>
    protected static RepositoryName Repository { get; } = RepositoryName.Parse("5dlabs/cto");

    /// <summary>The port.</summary>
    protected abstract IPullRequests PullRequests { get; }

    /// <summary>Opens a pull request from a branch of <see cref="Repository"/> and returns its number.</summary>
    protected abstract Task<long> OpenAsync(BranchName branch, params string[] labels);

    /// <summary>Closes a pull request.</summary>
    protected abstract Task CloseAsync(long number);

    [Fact]
    public async Task ListOpenAsync_TwoOfTheBranch_ReturnsBothWithTheirLabels()
    {
        var first = await OpenAsync(Branch, "ready-for-qa", "a b");
        await OpenAsync(BranchName.Parse("feature/task-3-logout"), "ready-for-qa");
        var second = await OpenAsync(Branch);

        var pulls = await PullRequests.ListOpenAsync(Repository, Branch, Cancel);

        pulls.Select(pull => pull.Number).ShouldBe([first, second], ignoreOrder: true);
        pulls.Single(pull => pull.Number == first).Labels.ShouldBe(["ready-for-qa", "a b"], ignoreOrder: true);
        pulls.ShouldAllBe(pull => pull.HeadSha.Length == 40 && pull.Url.Length > 0 && pull.CreatedAt > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task ListOpenAsync_Closed_ReturnsNone()
    {
        await CloseAsync(await OpenAsync(Branch));

        (await PullRequests.ListOpenAsync(Repository, Branch, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListOpenAsync_MoreThanAPage_ReturnsAll()
    {
        for (var i = 0; i < 101; i++)
        {
            await OpenAsync(Branch);
        }

        (await PullRequests.ListOpenAsync(Repository, Branch, Cancel)).Count.ShouldBe(101);
    }

    [Fact]
    public async Task ListLabelsAsync_MoreThanAPage_ReturnsAll()
    {
        string[] labels = [.. Enumerable.Range(1, 101).Select(number => $"label {number}")];
        var number = await OpenAsync(Branch, labels);

        (await PullRequests.ListLabelsAsync(Repository, number, Cancel)).ShouldBe(labels, ignoreOrder: true);
    }

    [Theory]
    [InlineData("ready-for-qa")]
    [InlineData("needs: a/b? 100%")]
    [InlineData("größer & schöner #1")]
    public async Task RemoveLabelAsync_Twice_IsTrueAndThenFalse(string label)
    {
        var number = await OpenAsync(Branch, "stays", label);

        (await PullRequests.RemoveLabelAsync(Repository, number, label, Cancel)).ShouldBeTrue();
        (await PullRequests.RemoveLabelAsync(Repository, number, label, Cancel)).ShouldBeFalse();

        (await PullRequests.ListLabelsAsync(Repository, number, Cancel)).ShouldBe(["stays"]);
    }

    [Fact]
    public async Task AnyCall_NoSuchPullRequest_IsLostAccess()
    {
        var onList = PullRequests.ListLabelsAsync(Repository, 404, Cancel);
        var onRemoval = PullRequests.RemoveLabelAsync(Repository, 404, "ready-for-qa", Cancel);

        (await Should.ThrowAsync<PlatformException>(onList)).Reason.ShouldBe(ReasonCode.AccessLost);
        (await Should.ThrowAsync<PlatformException>(onRemoval)).Reason.ShouldBe(ReasonCode.AccessLost);
    }

    [Fact]
    public async Task AnyCall_NoSuchRepository_IsLostAccess()
    {
        var listing = PullRequests.ListOpenAsync(RepositoryName.Parse("5dlabs/absent"), Branch, Cancel);

        (await Should.ThrowAsync<PlatformException>(listing)).Reason.ShouldBe(ReasonCode.AccessLost);
    }
}
