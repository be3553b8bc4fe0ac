using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class RepositoryNameTests
{
    [Theory]
    [InlineData("5dlabs/cto", "5dlabs", "cto")]
    [InlineData("a/b", "a", "b")]
    [InlineData("Octo-Org/.github", "Octo-Org", ".github")]
    [InlineData("rex_corp/My.Repo_1-x", "rex_corp", "My.Repo_1-x")]
    [InlineData("old-/-", "old-", "-")]
    public void TryParse_FullName_GivesOwnerAndName(string text, string owner, string name)
    {
        RepositoryName.TryParse(text, out var repository).ShouldBeTrue();

        repository.Owner.ShouldBe(owner);
        repository.Name.ShouldBe(name);
        repository.FullName.ShouldBe(text);
        repository.ToString().ShouldBe(text);
        repository.LabelValue.ShouldBe($"{owner}-{name}");
        RepositoryName.Parse(text).ShouldBe(repository);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("cto")]
    [InlineData("/cto")]
    [InlineData("5dlabs/")]
    [InlineData("5dlabs/cto/x")]
    [InlineData("5dlabs//cto")]
    [InlineData("-5dlabs/cto")]
    [InlineData("_5dlabs/cto")]
    [InlineData("5d.labs/cto")]
    [InlineData("5dlabs/.")]
    [InlineData("5dlabs/..")]
    [InlineData("5dlabs/cto.git")]
    [InlineData("5dlabs/cto.GIT")]
    [InlineData("5dlabs/.git")]
    [InlineData(" 5dlabs/cto")]
    [InlineData("5dlabs/cto ")]
    [InlineData("5dlabs/cto\n")]
    [InlineData("5dlabs/c to")]
    [InlineData("5dlabs/ctö")]
    [InlineData("5dlabs/$(reboot)")]
    [InlineData("5dlabs/{{x}}")]
    [InlineData("5dlabs/a,b")]
    [InlineData("5dlabs/a%2Fb")]
    [InlineData("5dlabs\\cto")]
    public void TryParse_AnythingElse_IsNoRepository(string? text)
    {
        RepositoryName.TryParse(text, out var repository).ShouldBeFalse();

        repository.ShouldBeNull();
        Should.Throw<FormatException>(() => RepositoryName.Parse(text!)).Message.ShouldBe($"'{text}' is no repository (owner/name).");
    }

    [Fact]
    public void TryParse_Lengths_AreGitHubs()
    {
        RepositoryName.TryParse($"{new string('o', 39)}/{new string('n', 100)}", out _).ShouldBeTrue();
        RepositoryName.TryParse($"{new string('o', 40)}/n", out _).ShouldBeFalse();
        RepositoryName.TryParse($"o/{new string('n', 101)}", out _).ShouldBeFalse();
    }

    [Fact]
    public void Equals_OtherCase_IsTheSameRepository()
    {
        var one = RepositoryName.Parse("5DLabs/CTO");
        var other = RepositoryName.Parse("5dlabs/cto");

        one.ShouldBe(other);
        (one == other).ShouldBeTrue();
        one.GetHashCode().ShouldBe(other.GetHashCode());
    }

    [Fact]
    public void Equals_SameLabelValue_IsStillAnotherRepository()
    {
        var one = RepositoryName.Parse("a-b/c");
        var other = RepositoryName.Parse("a/b-c");

        one.LabelValue.ShouldBe(other.LabelValue);
        one.ShouldNotBe(other);
        one.Equals(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("5dlabs-cto", true)]
    [InlineData("5DLabs-cto", true)]
    [InlineData("5dlabs/cto", false)]
    [InlineData("5dlabs-cto2", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void HasLabelValue_ComparesIgnoringCase(string? value, bool expected) =>
        RepositoryName.Parse("5dlabs/cto").HasLabelValue(value).ShouldBe(expected);

    [Theory]
    [InlineData("5dlabs/cto")]
    [InlineData("5dlabs/cto/")]
    [InlineData("5dlabs/cto.git")]
    [InlineData("https://github.com/5dlabs/cto")]
    [InlineData("https://github.com/5dlabs/cto.git")]
    [InlineData("https://github.com/5dlabs/cto.git/")]
    [InlineData("HTTPS://GitHub.com/5dlabs/cto")]
    [InlineData("https://www.github.com/5dlabs/cto")]
    [InlineData("https://github.com:443/5dlabs/cto")]
    [InlineData("http://github.com/5dlabs/cto")]
    [InlineData("https://x-access-token:ghs_Ab1@github.com/5dlabs/cto.git")]
    [InlineData("git@github.com:5dlabs/cto.git")]
    [InlineData("git@github.com:5dlabs/cto")]
    [InlineData("github.com:5dlabs/cto")]
    [InlineData("ssh://git@github.com/5dlabs/cto.git")]
    [InlineData("ssh://git@github.com:22/5dlabs/cto")]
    [InlineData("ssh://git@ssh.github.com:443/5dlabs/cto.git")]
    [InlineData("git+ssh://git@github.com/5dlabs/cto")]
    [InlineData("git://github.com/5dlabs/cto.git")]
    public void TryParseUrl_FormsOfOneRepository_AreThatRepository(string text)
    {
        RepositoryName.TryParseUrl(text, out var repository).ShouldBeTrue();

        repository.FullName.ShouldBe("5dlabs/cto");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://")]
    [InlineData("https://github.com")]
    [InlineData("https://github.com/5dlabs")]
    [InlineData("https://github.com/5dlabs/cto/tree/main")]
    [InlineData("https://github.com/5dlabs/cto?x=1")]
    [InlineData("https://github.com/5dlabs/cto#readme")]
    [InlineData("https://github.com//5dlabs/cto")]
    [InlineData("https://gitlab.com/5dlabs/cto")]
    [InlineData("https://github.com.evil.example/5dlabs/cto")]
    [InlineData("https://evil.example/@github.com/5dlabs/cto")]
    [InlineData("https://evil.example\\@github.com/5dlabs/cto")]
    [InlineData("https://evil.example#@github.com/5dlabs/cto")]
    [InlineData("https://github.com@evil.example/5dlabs/cto")]
    [InlineData("https://github.com:8443/5dlabs/cto")]
    [InlineData("https://github.com/5dlabs/../other/cto")]
    [InlineData("https://github.com/5dlabs%2Fcto/x")]
    [InlineData("git@gitlab.com:5dlabs/cto.git")]
    [InlineData("ftp://github.com/5dlabs/cto")]
    [InlineData("file:///5dlabs/cto")]
    [InlineData("github.com/5dlabs/cto")]
    [InlineData(" 5dlabs/cto")]
    public void TryParseUrl_AnythingElse_IsNoRepository(string? text)
    {
        RepositoryName.TryParseUrl(text, out var repository).ShouldBeFalse();

        repository.ShouldBeNull();
    }
}
