using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Testing;

/// <summary>A page of docs of which a part is made from the code. With <c>REX_WRITE_DOCS=1</c> it is written instead of compared.</summary>
internal static class GeneratedDocument
{
    /// <summary>Holds the part between two marks of a page, <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>, to what it should be.</summary>
    public static void ShouldHave(string page, string mark, string content)
    {
        var file = Path.Combine(Checkout.Root!.FullName, "docs", page);
        var document = File.ReadAllText(file);
        var start = document.IndexOf($"<!-- {mark} -->", StringComparison.Ordinal);
        var end = document.IndexOf($"<!-- /{mark} -->", StringComparison.Ordinal);
        (start >= 0 && end > start).ShouldBeTrue($"docs/{page} has lost the marks around its {mark}");
        var written = document[..(start + $"<!-- {mark} -->".Length)] + content + document[end..];
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, written);
        }

        File.ReadAllText(file).ShouldBe(written, $"docs/{page} is out of date: run the tests once with REX_WRITE_DOCS=1");
    }
}
