using CsCheck;

namespace Rex.Host.Tests.Linting;

/// <summary>Manifests with random damage.</summary>
public sealed class MutationTests
{
    private static readonly string[] Manifests =
    [
        .. LintCorpus.Ids.SelectMany(id => new[] { File.ReadAllText(LintCorpus.Broken(id)), File.ReadAllText(LintCorpus.Clean(id)) }),
    ];

    private static readonly string[] Pieces =
    [
        "{{",
        "}}",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "---\n",
        "  ",
        ": ",
        "- ",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "<<: *a\n",
        "!!binary ",
        "? ",
        "#",
        "\t",
        "~",
        "$(",
        "`",
        "||",
        "<<EOF",
        "\\",
        "kubectl delete -l a=b",
        "%",
        "\0",
        "\ud800",
        "null",
        "k8s: {}, ",
        "\n        k8s:\n",
        "\n        argoWorkflow: {source: {resource: {}}}\n",
        "operation: ",
        "args:",
        "suspend:",
        "dlqTrigger: ",
    ];

    private static readonly Gen<string> Damaged = Gen.Select(
            Gen.Int[0, Manifests.Length - 1].Select(which => Manifests[which]),
            Gen.Select(Gen.Double[0, 1], Gen.Int[0, 30], Gen.Int[0, Pieces.Length - 1].Select(which => Pieces[which])).Array[1, 12]
        )
        .Select((manifest, damages) => damages.Aggregate(manifest, Damage));

    // Prints its seed where it fails; CsCheck_Seed runs it again.
    [Fact]
    public void DamagedManifest_IsSpokenOfOrLinted() =>
        Damaged.Sample(
            text =>
            {
                var report = LintCorpus.LintTexts(text);
                var lines = text.Split('\n').Length + 1;
                report.Documents.ShouldBePositive();
                report.Findings.ShouldAllBe(finding =>
                    finding.Position.Line >= 1 && finding.Position.Line <= lines && finding.Position.Column >= 1
                );
            },
            iter: 2000
        );

    private static string Damage(string text, (double At, int Cut, string Piece) damage)
    {
        var at = (int)(damage.At * text.Length);
        return text[..at] + damage.Piece + text[Math.Min(at + damage.Cut, text.Length)..];
    }
}
