namespace Rex.Embedded.Types;

/// <summary>An object type of a built-in kind.</summary>
/// <param name="package">The package in OpenAPI names, such as <c>io.k8s.api.core.v1</c>.</param>
/// <param name="name">The type's name, such as <c>PodSpec</c>.</param>
internal sealed class ApiType(string package, string name)
{
    private readonly List<ApiType> _inlined = [];
    private Dictionary<string, ApiField>? _byName;
    private IReadOnlyList<ApiField>? _defaulted;

    public string Name => name;

    /// <summary>Gets the name in OpenAPI documents.</summary>
    public string Id => $"{package}.{name}";

    /// <summary>Gets the fields of the type itself.</summary>
    public IReadOnlyList<ApiField> Own { get; private set; } = [];

    /// <summary>Gets the protobuf numbers of the types whose fields are in JSON among this one's.</summary>
    public IReadOnlyDictionary<int, ApiType> Inlined { get; private set; } = new Dictionary<int, ApiType>();

    /// <summary>Gets whether server-side apply owns values of the type as a whole (<c>structType: atomic</c>).</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Gets every field that an object of the type has in JSON.</summary>
    public IEnumerable<ApiField> Fields => _inlined.SelectMany(t => t.Fields).Concat(Own);

    /// <summary>Gets the fields that have a default.</summary>
    public IReadOnlyList<ApiField> Defaulted => _defaulted ??= [.. Fields.Where(f => f.Default is not null)];

    /// <summary>Finds a field by its name in JSON.</summary>
    public ApiField? Field(string field) => (_byName ??= Fields.ToDictionary(f => f.Name, StringComparer.Ordinal)).GetValueOrDefault(field);

    internal void Complete(IReadOnlyList<ApiField> own, IReadOnlyDictionary<int, ApiType> inlined, bool isWhole)
    {
        (Own, Inlined, IsWhole) = (own, inlined, isWhole);
        _inlined.AddRange(inlined.Values);
    }
}
