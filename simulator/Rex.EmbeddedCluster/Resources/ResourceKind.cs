using Rex.Embedded.Types;

namespace Rex.Embedded.Resources;

/// <summary>A resource in one served version: what discovery says about it, and the rules for its objects.</summary>
internal sealed record ResourceKind
{
    public required ResourceName Resource { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required ResourceStrategy Strategy { get; init; }

    public bool Namespaced { get; init; } = true;

    /// <summary>Gets whether many objects can be deleted at once.</summary>
    public bool DeletesCollections { get; init; } = true;

    /// <summary>Gets whether <c>/status</c> is written apart from the rest.</summary>
    public bool HasStatus { get; init; }

    public string Singular { get; init; } = "";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Gets further subresources, for discovery.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>Gets the version that objects are kept in.</summary>
    public string? StorageVersion { get; init; }

    /// <summary>Gets how objects of another resource are shown as this one.</summary>
    public IObjectView? View { get; init; }

    /// <summary>Gets the resource that keeps the objects.</summary>
    public ResourceName Stored => View?.Stored ?? Resource;

    public string ListKind { get; init; } = "";

    /// <summary>Gets the columns of the server-side table after the name, before the age.</summary>
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>Gets the type of a built-in kind.</summary>
    public ApiType? Type => IsCustom ? null : ApiTypes.Find(ApiVersion, Kind);

    public bool IsCustom => Strategy is CustomResourceStrategy;

    public string Group => Resource.Group;

    /// <summary>Gets the group and version that objects are kept in.</summary>
    public string StoredApiVersion => StorageVersion is { } version ? $"{Group}/{version}" : ApiVersion;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string ListKindOrDefault => ListKind.Length == 0 ? Kind + "List" : ListKind;

    public string SingularOrDefault => Singular.Length == 0 ? Kind.ToLowerInvariant() : Singular;
}
