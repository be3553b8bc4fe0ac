using System.Text;
using Rex.Host.Linting;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Tests.Linting;

/// <summary>Whatever is in a file, it is spoken of, and the rest is still looked at.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Mistake = """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          labels:
            repository: acme/shop
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a: [1, 2", 2)]
    [InlineData("a:\n\tb: 1", 1)]
    [InlineData("{{- if .Values.on }}\na: 1\n{{- end }}", 1)]
    [InlineData("a: 1\nb: \"never closed", 2)]
    [InlineData("a: &a [*a]", 1)]
    [InlineData("a: *nobody", 1)]
    [InlineData("a: 1\na: 2", 2)]
    [InlineData("a: 1\n  b: 2", 2)]
    [InlineData("%YAML 99999999999999999999.1\n---\na: 1", 1)]
    [InlineData("a: @b", 1)]
    public void BrokenDocument_IsReportedWithItsLineAndTheNextIsStillLinted(string broken, int line)
    {
        var report = LintCorpus.LintTexts(broken + "\n" + Mistake);

        report.Findings.Where(finding => finding.Rule == Reading.Unparsable).Select(finding => finding.Position.Line).ShouldContain(line);
        report.Findings.ShouldContain(finding => finding.Rule.Id == "REX302");
        report.Documents.ShouldBe(2);
    }

    [Fact]
    public void AliasesOfAliases_AreAnErrorBeforeTheyAreWrittenOut()
    {
        var laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (var letter = 'b'; letter < 'k'; letter++)
        {
            laughs.Append($"{letter}: &{letter} [{string.Join(',', Enumerable.Repeat($"*{(char)(letter - 1)}", 10))}]\n");
        }

        LintCorpus.LintTexts(laughs.ToString()).Findings.Single().Message.ShouldContain("once its aliases are written out");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("!t ")]
    public void EndlessNesting_IsAnError(string opening) =>
        LintCorpus
            .LintTexts(string.Concat(Enumerable.Repeat(opening, 100_000)))
            .Findings.ShouldHaveSingleItem()
            .Rule.ShouldBe(Reading.Unparsable);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    [InlineData("a: 1")]
    [InlineData("- a\n- b")]
    [InlineData("just text")]
    [InlineData("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization")]
    [InlineData("apiVersion: acme.example/v1\nkind: Strange")]
    public void DocumentThatNoRuleKnows_IsANote(string text) =>
        LintCorpus.LintTexts(text).Findings.ShouldHaveSingleItem().Rule.ShouldBe(Reading.NotLookedAt);

    [Fact]
    public void EmptyDocumentsBetweenOthers_AreEachANote()
    {
        var report = LintCorpus.LintTexts("---\n---\n# a\n" + Mistake + "\n---\n");

        report.Findings.Where(finding => finding.Rule == Reading.NotLookedAt).Select(finding => finding.Position.Line).ShouldBe([1, 2, 10]);
        report.Findings.ShouldContain(finding => finding.Rule.Id == "REX302" && finding.Position.Line == 9);
    }

    [Fact]
    public void MissingFile_IsAnError() =>
        LintCorpus.Lint(Path.Combine(_folder, "none.yaml")).Findings.ShouldHaveSingleItem().Rule.ShouldBe(Reading.Unreadable);

    [Fact]
    public void FolderWithoutManifests_IsANote() =>
        LintCorpus.Lint(_folder).Findings.ShouldHaveSingleItem().Rule.ShouldBe(Reading.NotLookedAt);

    [Theory]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 })]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61, 0x00 })]
    [InlineData(new byte[] { 0x61, 0x3a, 0x20, 0xc3 })]
    public void FileThatIsNoText_IsAnErrorAndTheOthersAreStillLinted(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.yaml"), bytes);
        File.WriteAllText(Path.Combine(_folder, "b.yml"), Mistake);

        LintCorpus.Lint(_folder).Findings.Select(finding => finding.Rule.Id).ShouldBe(["REX002", "REX302"]);
    }

    [Fact]
    public void FileOfTenMegabytes_IsLinted()
    {
        var many = string.Concat(
            Enumerable.Repeat("---\napiVersion: v1\nkind: ConfigMap\ndata:\n  text: \"" + new string('x', 100_000) + "\"\n", 105)
        );

        var report = LintCorpus.LintTexts(many + Mistake);

        report.Documents.ShouldBe(106);
        report.Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("REX302");
    }

    [Fact]
    public void DocumentBiggerThanTheApiServerTakes_IsAnError() =>
        LintCorpus
            .LintTexts("a: " + new string('x', DocumentParser.MaxLength))
            .Findings.ShouldHaveSingleItem()
            .Message.ShouldContain("3 MiB");

    [Fact]
    public void FileBiggerThanIsRead_IsAnError()
    {
        var file = Path.Combine(_folder, "big.yaml");
        using (var stream = File.Create(file))
        {
            stream.SetLength(ManifestFile.MaxBytes + 1L);
        }

        LintCorpus.Lint(file).Findings.ShouldHaveSingleItem().Rule.ShouldBe(Reading.Unreadable);
    }

    [Fact]
    public void FoldersAreWalked_AndOtherFilesAreLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a", "b"));
        File.WriteAllText(Path.Combine(_folder, "a", "b", "c.yaml"), Mistake);
        File.WriteAllText(Path.Combine(_folder, "a", "notes.txt"), "[");

        LintCorpus.Lint(_folder).Findings.ShouldHaveSingleItem().File.ShouldEndWith(Path.Combine("a", "b", "c.yaml"));
    }

    // Seen in Argo's own examples; Go's reader takes it.
    [Fact]
    public void QuotedTextWhoseLinesStandTooFarLeft_IsRead() =>
        LintCorpus
            .LintTexts(
                "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    text: [\"\n  some\n  \"]\n    other: [\"\n a\"]\n  labels:\n    a: b/c\n"
            )
            .Findings.ShouldHaveSingleItem()
            .Position.ShouldBe(new Position(11, 8));
}
