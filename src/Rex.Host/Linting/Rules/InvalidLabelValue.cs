using System.Text.RegularExpressions;
using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A label's value with characters that none may have.</summary>
internal sealed partial class InvalidLabelValue()
    : LintRule(
        new RuleDescription
        {
            Id = "REX302",
            Name = "invalid-label-value",
            Severity = Severity.Error,
            Title = "a label's value cannot have these characters",
            Behaviour =
                "A value has at most 63 letters, digits, dashes, underscores and dots, and begins and ends with a letter or digit. owner/name, refs/heads/main, a URL and a time of day are none: "
                + "the API server refuses the object. Where the value comes from an event or a parameter, only at run time.",
            Source = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set",
            Fix =
                "Put it into an annotation, or replace the characters first: {{ .Input.body.repository.full_name | replace \"/\" \"-\" }}.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) => OfLabels(manifest).Concat(OfParameters(manifest));

    private IEnumerable<Finding> OfLabels(Manifest manifest)
    {
        if (!manifest.IsObject)
        {
            return [];
        }

        // Of the object, of its pods, and of what its controller makes.
        return from each in manifest.Root.Tree()
            where each.Key is "metadata" or "podMetadata" or "workflowMetadata"
            from label in each.Node.EntriesAt("labels")
            where label.Value is { Kind: NodeKind.Scalar, IsNull: false }
            let problem = Problem(label.Value.Text!, manifest)
            where problem is not null
            select At(manifest, label.Value, $"{label.Name}: {problem}");
    }

    private IEnumerable<Finding> OfParameters(Manifest manifest) =>
        from trigger in manifest.Triggers
        from each in trigger.ResourceParameters
        where LabelPath.Is(each.Destination)
        let source = each.Parameter["src"]
        let key = source?["dataKey"] ?? source?["dataTemplate"]
        let text = key?.Text
        where text is not null && AlwaysInvalid().IsMatch(text)
        select At(manifest, key!, $"{each.Destination}: '{text.Trim()}' has a slash or a colon in every event");

    private static string? Problem(string value, Manifest manifest)
    {
        if (value.Contains("{{", StringComparison.Ordinal))
        {
            return
                Parameter().Match(value) is { Success: true } match
                && WorkflowSpec
                    .Of(manifest)
                    ?.Node.ItemsAt("arguments", "parameters")
                    .FirstOrDefault(one => one.TextAt("name") == match.Groups["name"].Value)
                    is { } parameter
                && parameter.TextAt("value") is { } given
                && given.AsSpan().ContainsAny('/', ':')
                ? $"'{value}' is '{given}'"
                : null;
        }

        return Valid().IsMatch(value) ? null : $"'{value}' is no label value";
    }

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();

    [GeneratedRegex(@"\A\{\{\s*workflow\.parameters\.(?<name>[\w-]+)\s*\}\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    // What GitHub fills in, without a function that could change it.
    [GeneratedRegex(
        @"\A\s*(?:\{\{-?\s*\.Input\.)?(?:[\w-]+\.)+(?:full_name|(?:[a-z]+_)?url)(?:\s*-?\}\})?\s*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex AlwaysInvalid();
}
