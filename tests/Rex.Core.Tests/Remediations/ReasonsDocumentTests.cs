using System.Text;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Remediations;

/// <summary>docs/reasons.md is made from the table of reasons. With <c>REX_WRITE_DOCS=1</c> this test writes it instead of comparing.</summary>
public sealed class ReasonsDocumentTests
{
    [Fact]
    public void Document_OfReasons_SaysWhatTheTableSays()
    {
        var file = Path.Combine(RepositoryRoot(), "docs", "reasons.md");
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, Document());
        }

        File.ReadAllText(file).ShouldBe(Document(), "docs/reasons.md is out of date: run the tests once with REX_WRITE_DOCS=1");
    }

    private static string Document()
    {
        var text = new StringBuilder();
        text.Append("# Reasons\n\n");
        text.Append(
            "Every delivery, and every remediation that it becomes, ends with one of these codes. Log, status, metrics and exit codes share them.\n"
        );
        text.Append("This page is made from the table in `src/Rex.Core/Remediations/Reasons.cs`.\n");
        foreach (var end in Reasons.List.GroupBy(info => info.End).OrderBy(group => group.Key))
        {
            text.Append($"\n## {end.Key}\n\n");
            text.Append(
                "| reason | what happened | what was touched by then | tried again by itself | what to do |\n|---|---|---|---|---|\n"
            );
            foreach (var info in end)
            {
                text.Append($"| `{info.Code}` | {info.Meaning} | {info.Touched} | {(info.IsTransient ? "yes" : "no")} | {info.Advice} |\n");
            }
        }

        return text.ToString();
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rex.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
