using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class PushPolicyTests
{
    private static readonly PushOptions Valid = new() { Repositories = ["5dlabs/cto", "5dlabs/other"] };

    [Fact]
    public void Constructor_ValidOptions_WatchesTheRepositoriesIgnoringCase()
    {
        var policy = new PushPolicy(Valid);

        policy.Repositories.Select(one => one.FullName).ShouldBe(["5dlabs/cto", "5dlabs/other"], ignoreOrder: true);
        policy.Watches(RepositoryName.Parse("5DLabs/CTO")).ShouldBeTrue();
        policy.Watches(RepositoryName.Parse("5dlabs/cto2")).ShouldBeFalse();
        PushPolicy.Validate(Valid).ShouldBeEmpty();
    }

    [Fact]
    public void Constructor_NoRepositories_IsAnErrorThatNamesTheSetting() =>
        Problems(new PushOptions()).ShouldBe(["Rex:Pushes:Repositories: name at least one repository to watch, as owner/name."]);

    [Fact]
    public void Constructor_NoSenders_IsAnErrorThatNamesTheSetting() =>
        Problems(Valid with { AllowedSenders = [] })
            .ShouldBe(["Rex:Pushes:AllowedSenders: allow at least one sender, an app as name[bot]."]);

    [Fact]
    public void Constructor_EntriesWithoutAValue_AreErrorsThatNameTheSetting() =>
        Problems(
                new PushOptions
                {
                    Repositories = [null!],
                    AllowedSenders = [null!],
                    BranchPattern = null!,
                }
            )
            .Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)])
            .ShouldBe(["Rex:Pushes:Repositories:0", "Rex:Pushes:AllowedSenders:0", "Rex:Pushes:BranchPattern"]);

    [Fact]
    public void Constructor_SeveralProblems_NamesAllWithTheirPaths()
    {
        var options = new PushOptions
        {
            Repositories = ["5dlabs/cto", "*", "https://github.com/5dlabs/cto"],
            AllowedSenders = ["", "ok", "[bot]", ".*", "5DLabs Rex"],
            BranchPattern = "task-([0-9]+)",
        };

        var invalid = Should.Throw<InvalidPushOptionsException>(() => new PushPolicy(options, "Mine:Pushes"));

        invalid.Problems.ShouldBe([
            "Mine:Pushes:Repositories:1: '*' is not a repository (owner/name).",
            "Mine:Pushes:Repositories:2: 'https://github.com/5dlabs/cto' is not a repository (owner/name).",
            "Mine:Pushes:AllowedSenders:0: '' is not a GitHub login; an app's is name[bot].",
            "Mine:Pushes:AllowedSenders:2: '[bot]' is not a GitHub login; an app's is name[bot].",
            "Mine:Pushes:AllowedSenders:3: '.*' is not a GitHub login; an app's is name[bot].",
            "Mine:Pushes:AllowedSenders:4: '5DLabs Rex' is not a GitHub login; an app's is name[bot].",
            "Mine:Pushes:BranchPattern: the pattern needs the group (?<id>...) for the task's number.",
        ]);
        invalid.Message.ShouldBe(string.Join(Environment.NewLine, invalid.Problems));
        PushPolicy.Validate(options, "Mine:Pushes").ShouldBe(invalid.Problems);
    }

    [Theory]
    [InlineData("task-(?<id>[0-9]+")]
    [InlineData("task-(?<id>[0-9]+)|(?=x)")]
    [InlineData(@"(?<q>a)task-(?<id>[0-9]+)\k<q>")]
    [InlineData("a)|(?:task-(?<id>[0-9]+)")]
    [InlineData("(?x)task-(?<id>[0-9]+) # a comment that hides the end")]
    public void Constructor_PatternThatCannotBeUsed_IsAnErrorThatNamesTheSetting(string pattern) =>
        Problems(Valid with { BranchPattern = pattern })
            .ShouldHaveSingleItem()
            .ShouldStartWith("Rex:Pushes:BranchPattern: the pattern cannot be used: ");

    [Theory]
    [InlineData("5DLabs-Rex[bot]", "Bot", true)]
    [InlineData("5dlabs-rex[BOT]", "Bot", true)]
    [InlineData("5DLabs-Rex[bot]", null, true)]
    [InlineData("5DLabs-Rex[bot]", "User", false)]
    [InlineData("5DLabs-Rex[bot]", "bot", false)]
    [InlineData("5DLabs-Rex[bot]", "", false)]
    [InlineData("5DLabs-Rex", "Bot", false)]
    [InlineData("5DLabs-Rexb", "Bot", false)]
    [InlineData("x5DLabs-Rex[bot]", "Bot", false)]
    [InlineData("5DLabs-Rex[bot]x", "Bot", false)]
    [InlineData("5DLabs-Cleo[bot]", "Bot", false)]
    [InlineData("ſDLabs-Rex[bot]", "Bot", false)]
    [InlineData("", "Bot", false)]
    public void Allows_DefaultSenders_OnlyTheAgentsApp(string login, string? type, bool expected) =>
        new PushPolicy(Valid).Allows(login, type).ShouldBe(expected);

    [Theory]
    [InlineData("octocat", "User", true)]
    [InlineData("OCTOCAT", "Bot", true)]
    [InlineData("octocat", null, true)]
    [InlineData("helper[bot]", "Bot", true)]
    [InlineData("helper[bot]", "User", false)]
    [InlineData("5DLabs-Rex[bot]", "Bot", false)]
    public void Allows_OwnSenders_ReplaceTheDefault(string login, string? type, bool expected) =>
        new PushPolicy(Valid with { AllowedSenders = ["octocat", "helper[bot]"] }).Allows(login, type).ShouldBe(expected);

    private static IReadOnlyList<string> Problems(PushOptions options)
    {
        var problems = PushPolicy.Validate(options);
        Should.Throw<InvalidPushOptionsException>(() => new PushPolicy(options)).Problems.ShouldBe(problems);
        return problems;
    }
}
