using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Manifests;

/// <summary>A Kubernetes object as it is written: a document, an item of a List, or what a Sensor or a resource template holds.</summary>
internal sealed class Manifest
{
    private readonly Lazy<WorkflowSpec?> _workflow;
    private readonly Lazy<IReadOnlyList<Trigger>> _triggers;
    private readonly Lazy<IReadOnlyList<Script>> _scripts;

    /// <summary>Makes one.</summary>
    /// <param name="file">The file it is in.</param>
    /// <param name="root">The object.</param>
    /// <param name="holder">The object that holds it; null for a document and an item of a List.</param>
    public Manifest(string file, ManifestNode root, Manifest? holder)
    {
        File = file;
        Root = root;
        Holder = holder;
        ApiVersion = root.TextAt("apiVersion") ?? "";
        Kind = root.TextAt("kind") ?? "";
        _workflow = new(() => WorkflowSpec.Of(this));
        _triggers = new(() => [.. Trigger.Of(this)]);
        _scripts = new(() => [.. Script.In(root)]);
    }

    /// <summary>The file it is in, as it was named.</summary>
    public string File { get; }

    /// <summary>The object.</summary>
    public ManifestNode Root { get; }

    /// <summary>The object that holds it.</summary>
    public Manifest? Holder { get; }

    /// <summary>Its <c>apiVersion</c>; empty where it has none.</summary>
    public string ApiVersion { get; }

    /// <summary>Its <c>kind</c>; empty where it has none.</summary>
    public string Kind { get; }

    /// <summary>Its API group; empty for the core group.</summary>
    public string Group => ApiVersion.LastIndexOf('/') is > 0 and var slash ? ApiVersion[..slash] : "";

    /// <summary>Its name; null where it has none.</summary>
    public string? Name => Root.TextAt("metadata", "name");

    /// <summary>Its namespace, else its holder's; null where nothing says, as in a base of kustomize.</summary>
    public string? Namespace => Root.TextAt("metadata", "namespace") ?? Holder?.Namespace;

    /// <summary>The workflow that it holds; null where it is of another kind.</summary>
    public WorkflowSpec? Workflow => _workflow.Value;

    /// <summary>The triggers of a Sensor; none where it is of another kind.</summary>
    public IReadOnlyList<Trigger> Triggers => _triggers.Value;

    /// <summary>What its containers run.</summary>
    public IReadOnlyList<Script> Scripts => _scripts.Value;

    /// <summary>Whether it is of this kind of Argo's, whatever the version; a wrong group has a rule of its own.</summary>
    public bool IsArgo(string kind) => Kind == kind && (Group.Length == 0 || Group.Contains("argo", StringComparison.Ordinal));

    /// <summary>Whether it is a whole object: with a kind and an <c>apiVersion</c>.</summary>
    public bool IsObject => Kind.Length > 0 && ApiVersion.Length > 0;
}
