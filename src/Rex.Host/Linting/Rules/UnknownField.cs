using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Schemas;

namespace Rex.Host.Linting.Rules;

/// <summary>A field that the kind does not have.</summary>
/// <param name="schemas">The published schemas; none where they are not at hand.</param>
internal sealed class UnknownField(PublishedSchemas schemas)
    : LintRule(
        new RuleDescription
        {
            Id = "REX103",
            Name = "unknown-field",
            Severity = Severity.Error,
            Title = "the kind has no such field",
            Behaviour =
                "Argo's resource definitions keep fields that they do not know, and the controllers ignore them: a GitHub EventSource with secret in place of webhookSecret checks no signature, "
                + "and a labelSelector in a trigger selects nothing. Without --schemas only the fields that are mistaken most often are known; with it, all.",
            Source =
                "the JSON schemas in api/jsonschema of argo-events and argo-workflows; argo-events, pkg/eventsources/sources/github/start.go",
            Fix = "Use the field that the message names, or take it out.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        manifest.IsArgo(manifest.Kind)
            ? MistakenFields
                .In(manifest)
                .Concat(schemas.UnknownFields(manifest))
                .DistinctBy(found => found.Field)
                .Select(found => At(manifest, found.Field, found.Message))
            : [];
}
