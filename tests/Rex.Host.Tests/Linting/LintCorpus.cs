using Rex.Host.Linting;
using Rex.Host.Linting.Schemas;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Linting;

/// <summary>One broken manifest and its clean twin for each rule.</summary>
internal static class LintCorpus
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = Path.Combine(Checkout.Root!.FullName, "tests", "Rex.Host.Tests", "Linting", "Corpus");

    /// <summary>The ids that have a folder.</summary>
    public static IEnumerable<string> Ids =>
        Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>The broken manifest of a rule.</summary>
    public static string Broken(string id) => Path.Combine(Folder, id, "broken.yaml");

    /// <summary>Its clean twin.</summary>
    public static string Clean(string id) => Path.Combine(Folder, id, "clean.yaml");

    /// <summary>What every rule finds in a file or folder.</summary>
    public static LintReport Lint(string path) => Run(Read(path));

    /// <summary>What is in a file or folder.</summary>
    public static ManifestReader Read(string path)
    {
        var reader = new ManifestReader();
        reader.ReadPath(path);
        return reader;
    }

    /// <summary>What every rule finds in texts, each a file of its own.</summary>
    public static LintReport LintTexts(params string[] texts)
    {
        var reader = new ManifestReader();
        for (var number = 0; number < texts.Length; number++)
        {
            reader.ReadText($"{number}.yaml", texts[number]);
        }

        return Run(reader);
    }

    /// <summary>Whether a rule finds something in texts, each a file of its own, which must be YAML.</summary>
    public static bool Fires(string id, params string[] texts)
    {
        var report = LintTexts(texts);
        report.Findings.ShouldNotContain(
            finding => finding.Rule == Reading.Unparsable,
            $"the example itself is wrong:\n{string.Join("\n---\n", texts)}"
        );
        return report.Findings.Any(finding => finding.Rule.Id == id);
    }

    private static LintReport Run(ManifestReader reader) => new Linter(RuleList.Create(PublishedSchemas.None)).Run(reader);
}
