namespace Rex.Embedded.Types;

/// <summary>One field of a built-in type, with the marks that patches and server-side apply go by.</summary>
internal sealed record ApiField
{
    public required string Name { get; init; }

    /// <summary>Gets the number in protobuf; 0 where the type is never sent so.</summary>
    public int Number { get; init; }

    public bool Required { get; init; }

    public ApiShape Shape { get; init; }

    public ApiScalar Scalar { get; init; }

    /// <summary>Gets the type of the value, or of each item or entry; null for scalars.</summary>
    public ApiType? Type { get; init; }

    /// <summary>Gets whether a strategic merge patch joins the list instead of replacing it (<c>patchStrategy: merge</c>).</summary>
    public bool Merges { get; init; }

    /// <summary>Gets the field that tells the items of a joined list apart; empty for lists of plain values.</summary>
    public string MergeKey { get; init; } = "";

    /// <summary>Gets whether a joined item keeps only the fields that the patch names (<c>patchStrategy: retainKeys</c>).</summary>
    public bool RetainsKeys { get; init; }

    /// <summary>Gets the keys of a list that server-side apply treats as a map (<c>listType: map</c>).</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>Gets whether server-side apply treats the list as a set (<c>listType: set</c>).</summary>
    public bool IsSet { get; init; }

    /// <summary>Gets whether server-side apply owns the value as a whole (<c>mapType: atomic</c>).</summary>
    public bool IsWhole { get; init; }

    /// <summary>Gets whether 0 or false is the same as nothing, and left out.</summary>
    public bool OmitsZero { get; init; }

    /// <summary>Gets the default, as text.</summary>
    public string? Default { get; init; }
}
