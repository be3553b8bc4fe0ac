using System.Text.RegularExpressions;

namespace Rex.Simulator.Tests.Deploying.Guides;

/// <summary>A page under <c>docs</c>, for tests that do what it says.</summary>
internal sealed partial class Guide(string text)
{
    /// <summary>Reads a page.</summary>
    public static Guide Read(string page) => new(File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "docs", page)));

    /// <summary>The blocks of code of a section, in their order, without what they are indented by.</summary>
    /// <param name="heading">How its heading begins.</param>
    /// <param name="language">The language that they name; nothing for those that name none.</param>
    public IReadOnlyList<string> Code(string heading, string language = "")
    {
        var section = Sections().Split(text).SingleOrDefault(part => part.StartsWith(heading, StringComparison.Ordinal));
        section.ShouldNotBeNull($"no section is called '{heading}'");
        return
        [
            .. Fences()
                .Matches(section)
                .Where(block => block.Groups["language"].Value == language)
                .Select(block => Regex.Replace(block.Groups["code"].Value, $"(?m)^{block.Groups["indent"].Value}", "")),
        ];
    }

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)\n(?<code>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
