using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A template with blanks around its result, for a label.</summary>
internal sealed class UntrimmedLabel()
    : LintRule(
        new RuleDescription
        {
            Id = "REX301",
            Name = "untrimmed-label",
            Severity = Severity.Error,
            Title = "a label's template leaves blanks or line breaks",
            Behaviour =
                "What stands around a template's actions is written out: a template in a YAML block ends in a line break. A label's value has no blanks, and the API server refuses the whole object; the event is gone.",
            Source =
                "https://pkg.go.dev/text/template#hdr-Text_and_spaces; https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
            Fix = "Write it on one line, use |- for the block, or trim with {{- and -}}.",
        }
    )
{
    private static readonly string[] Templates = ["dataTemplate", "contextTemplate"];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from trigger in manifest.Triggers
        from each in trigger.ResourceParameters
        where LabelPath.Is(each.Destination)
        from key in Templates
        let template = each.Parameter.At("src", key)
        where template?.Text is not null && GoTemplate.Parse(template.Text).LeavesBlanks
        select At(manifest, template, $"the value of {each.Destination} begins or ends with blanks, or has a line break in it");
}
