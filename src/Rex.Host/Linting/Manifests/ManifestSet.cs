using Rex.Host.Linting.Access;
using Rex.Host.Linting.Argo;

namespace Rex.Host.Linting.Manifests;

/// <summary>All manifests of one run, for rules that join several.</summary>
internal sealed class ManifestSet
{
    private readonly Lazy<WorkflowNodes> _nodes;
    private readonly Lazy<Grants> _grants;

    /// <summary>Puts them together.</summary>
    public ManifestSet(IReadOnlyList<Manifest> manifests)
    {
        Manifests = manifests;
        _nodes = new Lazy<WorkflowNodes>(() => new WorkflowNodes(manifests));
        _grants = new Lazy<Grants>(() => new Grants(manifests));
    }

    /// <summary>Every manifest, those that others hold too.</summary>
    public IReadOnlyList<Manifest> Manifests { get; }

    /// <summary>The nodes that the workflows among them will have.</summary>
    public WorkflowNodes Nodes => _nodes.Value;

    /// <summary>What the Roles among them allow.</summary>
    public Grants Grants => _grants.Value;
}
