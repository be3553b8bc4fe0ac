using System.Text.RegularExpressions;
using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>Arguments of <c>hasPrefix</c> and its likes in the wrong order.</summary>
internal sealed partial class SwappedPrefixArguments()
    : LintRule(
        new RuleDescription
        {
            Id = "REX204",
            Name = "swapped-prefix-arguments",
            Severity = Severity.Error,
            Title = "the arguments of hasPrefix stand in the wrong order",
            Behaviour =
                "In Go templates, and as sprig.hasPrefix in expressions, the prefix comes first, then the text; hasSuffix, contains, trimPrefix and trimSuffix are the same. The other way round it is asked whether "
                + "the constant begins with the event's value: nearly never. The hasPrefix and hasSuffix that expressions have by themselves take the text first.",
            Source = "https://masterminds.github.io/sprig/strings.html; https://expr-lang.org/docs/language-definition",
            Fix =
                "Write hasPrefix \"feature/\" .Input.body.ref in a template, sprig.hasPrefix(\"feature/\", ref) or hasPrefix(ref, \"feature/\") in an expression.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from each in manifest.IsArgo(manifest.Kind) ? manifest.Root.Tree() : []
        let call = each.Node.Text is { } text ? Call(each.Key, text) : null
        where call is not null
        select At(manifest, each.Node, $"'{call}' asks about the constant what it should ask about the other");

    private static string? Call(string key, string text)
    {
        if (!Names().IsMatch(text))
        {
            return null;
        }

        return key switch
        {
            "dataTemplate" or "contextTemplate" or "template" => GoTemplate
                .Parse(text)
                .Actions.Select(action => InTemplate().Match(action))
                .FirstOrDefault(match => match.Success)
                ?.Value,
            "expression" or "selector" => InExpressions(text),
            _ when text.Contains("{{=", StringComparison.Ordinal) => GoTemplate
                .Parse(text)
                .Actions.Where(action => action.StartsWith('='))
                .Select(InExpressions)
                .FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    private static string? InExpressions(string text) =>
        OfSprig().Match(text) is { Success: true } sprig ? sprig.Value
        : OfExpression().Match(text) is { Success: true } own ? own.Value
        : null;

    [GeneratedRegex("has(?:Prefix|Suffix)|contains|trim(?:Prefix|Suffix)", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(
        """(?:"[^"]*"\s*\|\s*)(?:hasPrefix|hasSuffix|contains|trimPrefix|trimSuffix)\s+[.$][\w.$]*|\b(?:hasPrefix|hasSuffix|contains|trimPrefix|trimSuffix)\s+[.$][\w.$]*\s+(?:"[^"]*")""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex InTemplate();

    [GeneratedRegex(
        """\bsprig\.(?:hasPrefix|hasSuffix|contains|trimPrefix|trimSuffix)\(\s*[A-Za-z_][\w.\[\]'"?]*\s*,\s*(?:"[^"]*"|'[^']*')\s*\)""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex OfSprig();

    [GeneratedRegex(
        """(?:^|[^.\w])has(?:Prefix|Suffix)\(\s*(?:"[^"]*"|'[^']*')\s*,\s*[A-Za-z_][\w.\[\]'"?]*\s*\)""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex OfExpression();
}
