using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting;

/// <summary>One mistake that can be seen in manifests.</summary>
internal abstract class LintRule(RuleDescription description)
{
    /// <summary>What there is to say about it.</summary>
    public RuleDescription Description { get; } = description;

    /// <summary>Looks at one manifest.</summary>
    /// <param name="manifest">The manifest, of whatever kind and shape.</param>
    /// <param name="all">All of the given files, for what only shows in several.</param>
    public abstract IEnumerable<Finding> Check(Manifest manifest, ManifestSet all);

    /// <summary>A finding at a node.</summary>
    protected Finding At(Manifest manifest, ManifestNode node, string message) => At(manifest, node.Position, message);

    /// <summary>A finding at a place.</summary>
    protected Finding At(Manifest manifest, Position position, string message) => new(Description, manifest.File, position, message);
}
