using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class BranchNameTests
{
    [Theory]
    [InlineData("main")]
    [InlineData("task-3")]
    [InlineData("feature/task-3-login")]
    [InlineData("a/b/c/d")]
    [InlineData("-x")]
    [InlineData("@")]
    [InlineData("a@b")]
    [InlineData("a.b")]
    [InlineData("lock")]
    [InlineData("x.lock.y")]
    [InlineData("task-1-größe-日本-😀")]
    [InlineData("task-1-;reboot|$(id)&`id`<>\"'!#%")]
    [InlineData("task-1-{{workflow.name}}")]
    public void TryParse_NameThatGitAllows_IsABranch(string text)
    {
        BranchName.TryParse(text, out var branch).ShouldBeTrue();

        branch.Value.ShouldBe(text);
        branch.ToString().ShouldBe(text);
        branch.Ref.ShouldBe("refs/heads/" + text);
        BranchName.Parse(text).ShouldBe(branch);
        BranchName.TryParseRef("refs/heads/" + text, out var fromRef).ShouldBeTrue();
        fromRef.ShouldBe(branch);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".a")]
    [InlineData("a/.b")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a.lock")]
    [InlineData("a.lock/b")]
    [InlineData("a@{b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData("a~b")]
    [InlineData("a^b")]
    [InlineData("a:b")]
    [InlineData("a?b")]
    [InlineData("a*b")]
    [InlineData("a[b")]
    [InlineData("a\\b")]
    public void TryParse_NameThatGitForbids_IsNone(string? text)
    {
        BranchName.TryParse(text, out var branch).ShouldBeFalse();

        branch.ShouldBeNull();
        Should.Throw<FormatException>(() => BranchName.Parse(text!)).Message.ShouldBe($"'{text}' is no name of a branch.");
    }

    // Not inline data: test runners cannot pass on half of a surrogate pair.
    [Fact]
    public void TryParse_HalfASurrogatePair_IsNone() => BranchName.TryParse("task-1-\ud800", out _).ShouldBeFalse();

    [Fact]
    public void TryParse_Length_CountsBytes()
    {
        BranchName.TryParse(new string('a', BranchName.MaxBytes), out _).ShouldBeTrue();
        BranchName.TryParse(new string('a', BranchName.MaxBytes + 1), out _).ShouldBeFalse();
        BranchName.TryParse(new string('ö', BranchName.MaxBytes / 2 + 1), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("heads/main")]
    [InlineData("refs/heads/")]
    [InlineData("refs/tags/task-1")]
    [InlineData("refs/pull/1/head")]
    [InlineData("Refs/Heads/task-1")]
    [InlineData("refs/heads/a b")]
    public void TryParseRef_AnythingButABranch_IsNone(string? text)
    {
        BranchName.TryParseRef(text, out var branch).ShouldBeFalse();

        branch.ShouldBeNull();
    }

    [Fact]
    public void Equals_OtherCase_IsAnotherBranch() => BranchName.Parse("Task-1").ShouldNotBe(BranchName.Parse("task-1"));
}
