using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Rex.Core.Pushes;
using Rex.Host.Deploying;

namespace Rex.Host.Tests.Deploying;

/// <summary>A pattern of branches in the language of the filters: never narrower than what Rex takes.</summary>
public sealed class GoBranchPatternTests
{
    private static readonly string[] Parts =
    [
        "a",
        "-",
        "/",
        ".",
        ".+",
        ".*",
        ".{2}",
        ".?",
        "[ab]",
        "[^a]",
        "[^a]{2}",
        "[a-c-]+",
        @"\d",
        @"\d+",
        @"\w",
        @"\.",
        "^",
        "$",
        @"\b",
        "(a|.)",
        "(?:a|-)*",
        "(?<x>.)+",
        "(.){2}",
        "(?:-.+)?",
        "a{1,2}",
        "b*?",
        "|",
    ];

    private static readonly string[] Pieces = ["a", "-", "9", "\u0663", "\U0001f600"];

    [Theory]
    [InlineData(PushOptions.DefaultBranchPattern, "(?:feature/)?task-([1-9][0-9]{0,8})(?:-.+)?")]
    [InlineData(@"task-(?<id>\d+)", @"task-(\p{Nd}+)")]
    [InlineData("^(?<id>[0-9]+)$", "([0-9]+)")]
    [InlineData("a|b(?<id>c)", "(?:a|b(c))")]
    [InlineData("(?<id>[0-9]+)[^/]+?", "([0-9]+).+")]
    [InlineData("(?<id>[0-9]+)..", "([0-9]+).*.*")]
    [InlineData(@"(?<id>[0-9]+)\w{3}", "([0-9]+).*")]
    [InlineData("(?<id>[0-9]+)(?:.)*", "([0-9]+)(?:.*)*")]
    public void Translate_PatternThatCanBeSaid_IsThatPattern(string pattern, string expected) =>
        GoBranchPattern.Translate(pattern).ShouldBe(expected);

    [Theory]
    [InlineData("(?i:x)(?<id>1)")]
    [InlineData("(?<id>1)[a-z-[b]]")]
    [InlineData("(?<id>1)[[:alpha:]]")]
    [InlineData(@"(?<id>1)\p{IsGreek}")]
    [InlineData(@"(?<id>1)\x41")]
    [InlineData("(?<id>1)\u00e9")]
    [InlineData("(?<id>1)a{b")]
    [InlineData("(?<id>1)a{2000}")]
    [InlineData("(?<id>1)(?:a{40}){40}")]
    [InlineData("(?<id>1)^*")]
    [InlineData("(?=a)(?<id>1)")]
    [InlineData("(?<id>1")]
    [InlineData("(?<id>1))")]
    [InlineData("[")]
    [InlineData("\\")]
    public void Translate_PatternThatIsNotUnderstood_IsNone(string pattern) => GoBranchPattern.Translate(pattern).ShouldBeNull();

    // Prints its seed where it fails; CsCheck_Seed runs it again.
    [Fact]
    public void Translate_AnyPattern_MatchesWhateverThePatternMatches() =>
        Gen.Select(OneOf(Parts).Array[1, 4], OneOf(Pieces).Array[0, 3])
            .Select((parts, pieces) => (Pattern: string.Concat(parts), Text: string.Concat(pieces)))
            .Where(one => IsPattern(one.Pattern))
            .Sample(
                one =>
                {
                    var isMatch = Regex.IsMatch(one.Text, $@"\A(?:{one.Pattern})\z", RegexOptions.NonBacktracking);
                    if (isMatch && GoBranchPattern.Translate(one.Pattern) is { } translated)
                    {
                        InGo(translated, one.Text)
                            .ShouldBeTrue($"'{one.Pattern}' became '{translated}', which does not match '{one.Text}'");
                    }
                },
                iter: 4_000
            );

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(which => texts[which]);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What is left after a translation means the same in both languages, but that Go matches a whole character where .NET takes half of one.</summary>
    private static bool InGo(string pattern, string text)
    {
        var characters = string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? rune.ToString() : "\ue000"));
        return Regex.IsMatch(characters, $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking);
    }
}
