using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Schemas;

/// <summary>What is known of unknown fields without a schema.</summary>
internal static class MistakenFields
{
    private const string Triggers = "spec.triggers";

    /// <summary>The fields.</summary>
    public static IReadOnlyList<MistakenField> All { get; } =
    [
        new("EventSource", "spec.github.*", "secret", "signatures are not checked; the field is webhookSecret"),
        new("EventSource", "spec.github.*", "token", "the field is apiToken"),
        new("EventSource", "spec.github.*", "filters", "every event passes; the field is filter.expression"),
        new("EventSource", "spec.gitlab.*", "secret", "the token is not checked; the field is secretToken"),
        new("EventSource", "spec.gitlab.*", "webhookSecret", "the token is not checked; the field is secretToken"),
        new("EventSource", "spec.bitbucketserver.*", "secret", "signatures are not checked; the field is webhookSecret"),
        new("EventSource", "spec.webhook.*", "secret", "requests are not checked; the field is authSecret"),
        new("EventSource", "spec.webhook.*", "filters", "every event passes; the field is filter.expression"),
        new("Sensor", "spec.dependencies", "filter", "every event passes; the field is filters"),
        new("Sensor", "spec.dependencies.filters", "expr", "every event passes; the field is exprs"),
        new("Sensor", "spec.dependencies.filters", "expression", "every event passes; the field is exprs"),
        new("Sensor", "spec.dependencies.filters.data", "operator", "the comparison is for equality; the field is comparator"),
        new("Sensor", "spec.dependencies.filters.data", "values", "the field is value"),
        new(
            "Sensor",
            Triggers + ".template",
            "retryStrategy",
            "nothing is tried again; it belongs beside template, with atLeastOnce: true"
        ),
        new("Sensor", Triggers + ".template", "atLeastOnce", "it belongs beside template"),
        new("Sensor", Triggers + ".template", "dlqTrigger", "it belongs beside template"),
        new("Sensor", Triggers + ".template", "policy", "it belongs beside template"),
        new("Sensor", Triggers + ".template", "rateLimit", "it belongs beside template"),
        new(
            "Sensor",
            Triggers + ".template",
            "parameters",
            "no parameter is set; they belong into the trigger's kind (k8s, argoWorkflow), or beside template"
        ),
        new(
            "Sensor",
            Triggers + ".template.k8s",
            "labelSelector",
            "nothing selects by labels; a trigger works on one object, by metadata.name"
        ),
        new("Sensor", Triggers + ".template.k8s", "selector", "nothing selects by labels; a trigger works on one object, by metadata.name"),
        new("Sensor", Triggers + ".template.k8s", "resource", "the object stands in source.resource"),
        new(
            "Sensor",
            Triggers + ".template.argoWorkflow",
            "labelSelector",
            "nothing selects by labels; a trigger works on one workflow, by metadata.name"
        ),
        new(
            "Sensor",
            Triggers + ".template.argoWorkflow",
            "selector",
            "nothing selects by labels; a trigger works on one workflow, by metadata.name"
        ),
        new("Sensor", Triggers + ".template.argoWorkflow", "nodeFieldSelector", "it goes into args, as --node-field-selector"),
        new("Sensor", Triggers + ".template.argoWorkflow", "resource", "the workflow stands in source.resource"),
    ];

    /// <summary>Those that stand in a manifest.</summary>
    public static IEnumerable<FoundField> In(Manifest manifest) =>
        from mistaken in All
        where manifest.Kind == mistaken.Kind
        from holder in Holders([manifest.Root], mistaken.Path.Split('.'))
        from entry in holder.Entries
        where entry.Name == mistaken.Field
        select new FoundField(entry.Key, $"there is no field '{mistaken.Field}' here: {mistaken.Advice}");

    private static IEnumerable<ManifestNode> Holders(IEnumerable<ManifestNode> from, IEnumerable<string> path) =>
        path.Aggregate(
            from,
            (nodes, key) =>
                nodes
                    .SelectMany(node => node.Entries.Where(entry => key == "*" || entry.Name == key).Select(entry => entry.Value))
                    .SelectMany(node => node.Kind == NodeKind.Sequence ? node.Items : [node])
        );
}
