using Rex.Simulator.GitHub;
using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

public sealed class BranchStateTests
{
    [Fact]
    public void Name_SaysTheLabelsOfEach() =>
        State((4, ["b\"ug", "ready-for-qa"]), (3, [])).Name.ShouldBe("""{"3":[],"4":["b\u0022ug","ready-for-qa"]}""");

    [Fact]
    public void With_LabelThatIsThere_IsTheSame()
    {
        var state = State((3, ["ready-for-qa"]));

        state.With(3, "ready-for-qa").ShouldBeSameAs(state);
        state.With(3, "Ready-for-QA").ShouldBeSameAs(state);
        state.Without(3, "bug").ShouldBeSameAs(state);
    }

    [Fact]
    public void WithNext_TwoPullRequests_IsEveryCombination() =>
        State((3, ["bug"]), (4, ["ready-for-qa"]))
            .WithNext(8)
            .Select(state => state.Name)
            .ShouldBe(
                [
                    """{"3":["bug"],"4":["ready-for-qa"]}""",
                    """{"3":["bug","ready-for-qa"],"4":["ready-for-qa"]}""",
                    """{"3":["bug"],"4":[]}""",
                    """{"3":["bug","ready-for-qa"],"4":[]}""",
                ],
                ignoreOrder: true
            );

    [Fact]
    public void WithNext_ManyPullRequests_IsTheNearest()
    {
        var state = State([.. Enumerable.Range(1, 20).Select(number => (number, Array.Empty<string>()))]);

        var near = state.WithNext(8);

        near.Count.ShouldBe(8);
        near[0].ShouldBeSameAs(state);
        near.Skip(1).ShouldAllBe(one => one.Numbers.Count(number => one.LabelsOf(number).Count > 0) == 1);
    }

    private static BranchState State(params (int Number, string[] Labels)[] pullRequests) =>
        BranchState.Of(
            pullRequests.Select(one => new GitHubPullRequest
            {
                Number = one.Number,
                Branch = "task-3",
                HeadSha = new string('a', 40),
                CreatedAt = DateTimeOffset.UnixEpoch,
                Labels = [.. one.Labels],
            })
        );
}
