using CsCheck;
using Rex.Core.Agents;

namespace Rex.Core.Tests.Agents;

public class LabelSelectorTests
{
    private static readonly LabelSelector Runs = LabelSelector.Of(
        LabelRequirement.Equal("task-id", "3"),
        LabelRequirement.In("github-app", "5DLabs-Tess", "5DLabs-Cleo")
    );

    [Fact]
    public void ToString_Requirements_IsTheApisForm() => Runs.ToString().ShouldBe("task-id=3,github-app in (5DLabs-Cleo,5DLabs-Tess)");

    [Fact]
    public void Of_NoRequirement_Throws() =>
        Should.Throw<ArgumentException>(() => LabelSelector.Of()).Message.ShouldContain("select everything");

    [Fact]
    public void Requirements_AreKeptInOrder() =>
        Runs.Requirements.ShouldBe([
            LabelRequirement.Equal("task-id", "3"),
            LabelRequirement.In("github-app", "5DLabs-Cleo", "5DLabs-Tess"),
        ]);

    [Theory]
    [InlineData("3", "5DLabs-Cleo", true)]
    [InlineData("3", "5DLabs-Tess", true)]
    [InlineData("3", "5DLabs-Rex", false)]
    [InlineData("3", "5dlabs-cleo", false)]
    [InlineData("3", null, false)]
    [InlineData("4", "5DLabs-Cleo", false)]
    [InlineData("33", "5DLabs-Cleo", false)]
    [InlineData(null, "5DLabs-Cleo", false)]
    public void Matches_AllRequirementsMustHold(string? task, string? app, bool expected)
    {
        Dictionary<string, string> labels = new() { ["workflow-name"] = "play-task-3" };
        if (task is not null)
        {
            labels["task-id"] = task;
        }

        if (app is not null)
        {
            labels["github-app"] = app;
        }

        Runs.Matches(labels).ShouldBe(expected);
    }

    [Fact]
    public void Equals_SameRequirements_IsEqual()
    {
        var same = LabelSelector.Of(
            LabelRequirement.Equal("task-id", "3"),
            LabelRequirement.In("github-app", "5DLabs-Cleo", "5DLabs-Tess")
        );

        same.Equals((object)Runs).ShouldBeTrue();
        same.GetHashCode().ShouldBe(Runs.GetHashCode());
        Runs.Equals(LabelSelector.Of(LabelRequirement.Equal("task-id", "3"))).ShouldBeFalse();
        Runs.Equals(null).ShouldBeFalse();
        Runs.Equals((object?)null).ShouldBeFalse();
        Runs.Equals("task-id=3").ShouldBeFalse();
    }

    [Fact]
    public void ToString_AnySelector_ReadsBackTheSameAndMatchesTheSame() =>
        Gen.Select(LabelGens.Requirement.Array[1, 4], LabelGens.Labels)
            .Sample(
                (requirements, labels) =>
                {
                    var selector = LabelSelector.Of(requirements);

                    var read = SelectorText.Read(selector.ToString());

                    read.Select(one => one.ToString()).ShouldBe(requirements.Select(one => one.ToString()));
                    selector.Matches(labels).ShouldBe(read.All(one => one.Matches(labels)));
                }
            );
}
