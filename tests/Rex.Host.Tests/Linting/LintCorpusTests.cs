using Rex.Host.Linting;
using Rex.Host.Linting.Schemas;

namespace Rex.Host.Tests.Linting;

/// <summary>Every rule on its own two manifests.</summary>
public sealed class LintCorpusTests
{
    private static readonly IReadOnlyList<LintRule> Rules = RuleList.Create(PublishedSchemas.None);

    public static TheoryData<string> Ids() => [.. Rules.Select(rule => rule.Description.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Broken_FiresItsRuleOnceAndNoOther(string id) =>
        LintCorpus.Lint(LintCorpus.Broken(id)).Findings.Select(finding => finding.Rule.Id).ShouldBe([id]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Clean_FiresNothing(string id) => LintCorpus.Lint(LintCorpus.Clean(id)).Findings.ShouldBeEmpty();

    [Fact]
    public void Corpus_HasAFolderForEachRuleAndNoOther() => LintCorpus.Ids.ShouldBe(Rules.Select(rule => rule.Description.Id));

    [Fact]
    public void RuleList_HasEveryRuleOnce()
    {
        var classes = typeof(LintRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LintRule)));

        Rules
            .Select(rule => rule.GetType().Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(classes.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RuleList_IsByIdAndEveryIdIsThereOnce()
    {
        var ids = Reading.All.Concat(Rules.Select(rule => rule.Description)).Select(rule => rule.Id).ToList();

        ids.ShouldBeUnique();
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Length == 6 && id.StartsWith("REX", StringComparison.Ordinal));
    }
}
