using Rex.Core.Agents;

namespace Rex.Adapters.Kubernetes;

/// <summary>Which objects of a collection are meant: those with these labels, or the one of this name.</summary>
internal sealed record ResourceQuery
{
    private ResourceQuery(string parameters) => Parameters = parameters;

    /// <summary>Every object of the collection.</summary>
    public static ResourceQuery All { get; } = new("");

    /// <summary>The query string's part that selects, percent-encoded; empty for all.</summary>
    public string Parameters { get; }

    /// <summary>The objects that the selector matches.</summary>
    public static ResourceQuery Labelled(LabelSelector selector) => new($"labelSelector={Uri.EscapeDataString(selector.ToString())}");

    /// <summary>The objects whose label has this value.</summary>
    public static ResourceQuery Labelled(string key, string value) => Labelled(LabelSelector.Of(LabelRequirement.Equal(key, value)));

    /// <summary>The one object of this name. As a list, so that there is a version to watch from even while it is absent.</summary>
    public static ResourceQuery Named(string name) => new($"fieldSelector={Uri.EscapeDataString($"metadata.name={name}")}");
}
