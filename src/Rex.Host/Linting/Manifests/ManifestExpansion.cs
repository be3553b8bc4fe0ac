using Rex.Host.Linting.Argo;

namespace Rex.Host.Linting.Manifests;

/// <summary>Finds the objects in a document: itself, the items of a List, and what Sensors and resource templates hold.</summary>
internal static class ManifestExpansion
{
    /// <summary>The objects in a document.</summary>
    public static IEnumerable<Manifest> Of(string file, ManifestNode root)
    {
        var top = new Manifest(file, root, null);
        if (top.Kind.EndsWith("List", StringComparison.Ordinal) && root["items"] is { Kind: NodeKind.Sequence } items)
        {
            return items.Items.SelectMany(item => WithHeld(new Manifest(file, item, null)));
        }

        return WithHeld(top);
    }

    private static IEnumerable<Manifest> WithHeld(Manifest manifest)
    {
        yield return manifest;
        foreach (var trigger in manifest.Triggers)
        {
            if (trigger.Resource is { Kind: NodeKind.Mapping } resource)
            {
                var held = new Manifest(manifest.File, resource, manifest);
                yield return held;
                foreach (var created in Created(held))
                {
                    yield return created;
                }
            }
        }

        foreach (var created in Created(manifest))
        {
            yield return created;
        }
    }

    private static IEnumerable<Manifest> Created(Manifest manifest) =>
        from template in manifest.Workflow?.Templates ?? []
        let text = template.Resource?["manifest"]
        where text is { Kind: NodeKind.Scalar, Text.Length: > 0 }
        // What it is only shows once its tags have values: where it does not parse before, nothing is said.
        let root = DocumentParser.Parse(DocumentText.Of(text)).Root
        where root is { Kind: NodeKind.Mapping }
        select new Manifest(manifest.File, root, manifest);
}
