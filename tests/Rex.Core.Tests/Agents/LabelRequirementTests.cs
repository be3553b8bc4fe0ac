using Rex.Core.Agents;

namespace Rex.Core.Tests.Agents;

public class LabelRequirementTests
{
    private static readonly Dictionary<string, string> None = [];
    private static readonly Dictionary<string, string> A = new() { ["key"] = "a" };
    private static readonly Dictionary<string, string> C = new() { ["key"] = "c" };

    public static TheoryData<string, string> Forms { get; } =
        new()
        {
            { LabelRequirement.Equal("key", "a").ToString(), "key=a" },
            { LabelRequirement.Equal("key", "").ToString(), "key=" },
            { LabelRequirement.In("key", "b", "a", "b").ToString(), "key in (a,b)" },
            { LabelRequirement.NotIn("key", "a").ToString(), "key notin (a)" },
            { LabelRequirement.Exists("agents.platform/key").ToString(), "agents.platform/key" },
            { LabelRequirement.DoesNotExist("key").ToString(), "!key" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void ToString_Requirement_IsTheApisForm(string form, string expected) => form.ShouldBe(expected);

    [Fact]
    public void Matches_Equal_TheValueIsThere() => Matching(LabelRequirement.Equal("key", "a")).ShouldBe((false, true, false));

    [Fact]
    public void Matches_EqualToNothing_IsNotTheAbsentLabel()
    {
        Matching(LabelRequirement.Equal("key", "")).ShouldBe((false, false, false));
        LabelRequirement.Equal("key", "").Matches(new Dictionary<string, string> { ["key"] = "" }).ShouldBeTrue();
    }

    [Fact]
    public void Matches_In_OneOfTheValuesIsThere() => Matching(LabelRequirement.In("key", "a", "b")).ShouldBe((false, true, false));

    [Fact]
    public void Matches_NotIn_AlsoWhereTheLabelIsAbsent() =>
        Matching(LabelRequirement.NotIn("key", "a", "b")).ShouldBe((true, false, true));

    [Fact]
    public void Matches_Exists_AnyValue() => Matching(LabelRequirement.Exists("key")).ShouldBe((false, true, true));

    [Fact]
    public void Matches_DoesNotExist_NoValue() => Matching(LabelRequirement.DoesNotExist("key")).ShouldBe((true, false, false));

    [Fact]
    public void Properties_AreWhatWasGiven()
    {
        var requirement = LabelRequirement.NotIn("key", "b", "a", "a");

        requirement.Key.ShouldBe("key");
        requirement.Operator.ShouldBe(LabelOperator.NotIn);
        requirement.Values.ShouldBe(["a", "b"]);
        LabelRequirement.Exists("key").Values.ShouldBeEmpty();
    }

    [Fact]
    public void Equals_SameSet_IsEqual()
    {
        var one = LabelRequirement.In("key", "a", "b");

        one.Equals((object)LabelRequirement.In("key", "b", "a")).ShouldBeTrue();
        one.GetHashCode().ShouldBe(LabelRequirement.In("key", "b", "a").GetHashCode());
        one.Equals(LabelRequirement.NotIn("key", "a", "b")).ShouldBeFalse();
        one.Equals(null).ShouldBeFalse();
        one.Equals((object)"key in (a,b)").ShouldBeFalse();
    }

    [Fact]
    public void InAndNotIn_NoValue_Throw()
    {
        Should.Throw<ArgumentException>(() => LabelRequirement.In("key")).Message.ShouldContain("needs values");
        Should.Throw<ArgumentException>(() => LabelRequirement.NotIn("key")).Message.ShouldContain("needs values");
        Should.Throw<ArgumentException>(() => LabelRequirement.In("key", "a", "")).Message.ShouldContain("none may be empty");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A.b_c-9")]
    [InlineData("agents.platform/role")]
    [InlineData("a-1.b-2/C")]
    [InlineData("0/0")]
    public void Exists_Key_IsAllowed(string key) => LabelRequirement.Exists(key).Key.ShouldBe(key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData(".a")]
    [InlineData("a_")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a=b")]
    [InlineData("!a")]
    [InlineData("ä")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a/b/c")]
    [InlineData("A/b")]
    [InlineData("a_b/c")]
    [InlineData("-a/b")]
    [InlineData("a-/b")]
    [InlineData("a..b/c")]
    [InlineData(".a/b")]
    public void Exists_InvalidKey_Throws(string? key) =>
        Should.Throw<ArgumentException>(() => LabelRequirement.Exists(key!)).Message.ShouldStartWith($"'{key}' is no key of a label.");

    [Theory]
    [InlineData(null)]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a)")]
    [InlineData("3,github-app in (x)")]
    [InlineData("{{x}}")]
    [InlineData("$(id)")]
    [InlineData("5dlabs/cto")]
    [InlineData("ä")]
    public void Values_Invalid_Throw(string? value)
    {
        Should
            .Throw<ArgumentException>(() => LabelRequirement.Equal("key", value!))
            .Message.ShouldStartWith($"'{value}' is no value of a label.");
        Should.Throw<ArgumentException>(() => LabelRequirement.In("key", "a", value!));
        Should.Throw<ArgumentException>(() => LabelRequirement.NotIn("key", "a", value!));
    }

    [Fact]
    public void KeysAndValues_Lengths_AreKubernetes()
    {
        var longest = new string('a', 63);
        var prefix = string.Join('.', Enumerable.Repeat("abcdefg", 32))[..253];
        LabelRequirement.Equal($"{prefix}/{longest}", longest).Key.Length.ShouldBe(317);

        Should.Throw<ArgumentException>(() => LabelRequirement.Exists(longest + "a"));
        Should.Throw<ArgumentException>(() => LabelRequirement.Exists($"{prefix}a/a"));
        Should.Throw<ArgumentException>(() => LabelRequirement.Equal("key", longest + "a"));
    }

    private static (bool WithoutLabel, bool WithA, bool WithC) Matching(LabelRequirement requirement) =>
        (requirement.Matches(None), requirement.Matches(A), requirement.Matches(C));
}
