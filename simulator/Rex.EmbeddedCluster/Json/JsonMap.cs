using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Rex.Embedded.Json;

/// <summary>A JSON object that keeps the order of its properties.</summary>
internal sealed class JsonMap : JsonData, IReadOnlyCollection<KeyValuePair<string, JsonData>>
{
    public static readonly JsonMap Empty = new([]);

    private const int IndexedFrom = 12;
    private readonly ImmutableArray<KeyValuePair<string, JsonData>> _properties;
    private Dictionary<string, int>? _index;

    private JsonMap(ImmutableArray<KeyValuePair<string, JsonData>> properties, Dictionary<string, int>? index = null)
    {
        _properties = properties;
        _index = index;
    }

    public int Count => _properties.Length;

    public IEnumerable<string> Names => _properties.Select(p => p.Key);

    public override string TypeName => "object";

    /// <summary>Gets a property's value, or null where there is none. A JSON null is <see cref="JsonNull"/>.</summary>
    public JsonData? this[string name]
    {
        get
        {
            var at = IndexOf(name);
            return at < 0 ? null : _properties[at].Value;
        }
    }

    /// <summary>Makes a map; null values are left out, and the last of several equal names wins, as in the API server's decoder.</summary>
    public static JsonMap Of(params IEnumerable<(string Name, JsonData? Value)> properties)
    {
        var builder = new JsonMapBuilder();
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                builder.Set(name, value);
            }
        }

        return builder.Build();
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    public JsonMap? Map(string name) => this[name] as JsonMap;

    public JsonList? List(string name) => this[name] as JsonList;

    public string? Text(string name) => (this[name] as JsonText)?.Value;

    public long? Integer(string name) => (this[name] as JsonNumber)?.Integer;

    public bool? Truth(string name) => (this[name] as JsonTruth)?.Value;

    /// <summary>Follows property names.</summary>
    public JsonData? At(params ReadOnlySpan<string> path)
    {
        JsonData? current = this;
        foreach (var name in path)
        {
            current = (current as JsonMap)?[name];
        }

        return current;
    }

    public JsonMap With(string name, JsonData? value)
    {
        if (value is null)
        {
            return Without(name);
        }

        var at = IndexOf(name);
        if (at < 0)
        {
            return new JsonMap(_properties.Add(new(name, value)));
        }

        return ReferenceEquals(_properties[at].Value, value) ? this : new JsonMap(_properties.SetItem(at, new(name, value)), _index);
    }

    /// <summary>Sets a property below others, making objects on the way where there are none.</summary>
    public JsonMap WithAt(ReadOnlySpan<string> path, JsonData? value) =>
        path.Length == 1 ? With(path[0], value) : With(path[0], (Map(path[0]) ?? Empty).WithAt(path[1..], value));

    public JsonMap Without(string name)
    {
        var at = IndexOf(name);
        return at < 0 ? this : new JsonMap(_properties.RemoveAt(at));
    }

    /// <summary>Replaces values, or drops them where the function gives null; gives this very map back where it changed none.</summary>
    public JsonMap Change(Func<string, JsonData, JsonData?> change)
    {
        ImmutableArray<KeyValuePair<string, JsonData>>.Builder? builder = null;
        for (var at = 0; at < _properties.Length; at++)
        {
            var (name, value) = _properties[at];
            var changed = change(name, value);
            if (builder is null && !ReferenceEquals(changed, value))
            {
                builder = ImmutableArray.CreateBuilder<KeyValuePair<string, JsonData>>(_properties.Length);
                builder.AddRange(_properties.AsSpan()[..at]);
            }

            if (changed is not null)
            {
                builder?.Add(new(name, changed));
            }
        }

        if (builder is null)
        {
            return this;
        }

        // Where nothing was dropped, every name is where it was.
        var properties = builder.DrainToImmutable();
        return new JsonMap(properties, properties.Length == _properties.Length ? _index : null);
    }

    public JsonMapBuilder ToBuilder() => new(this);

    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _properties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    public IEnumerator<KeyValuePair<string, JsonData>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, JsonData>>)_properties).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static JsonMap Wrap(ImmutableArray<KeyValuePair<string, JsonData>> properties, Dictionary<string, int>? index = null) =>
        properties.Length == 0 ? Empty : new JsonMap(properties, index);

    protected override bool EqualsCore(JsonData other)
    {
        if (other is not JsonMap map || map.Count != Count)
        {
            return false;
        }

        foreach (var (name, value) in _properties)
        {
            if (!DeepEquals(value, map[name]))
            {
                return false;
            }
        }

        return true;
    }

    private int IndexOf(string name)
    {
        if (_properties.Length >= IndexedFrom)
        {
            return (_index ??= MakeIndex()).TryGetValue(name, out var at) ? at : -1;
        }

        for (var index = 0; index < _properties.Length; index++)
        {
            if (string.Equals(_properties[index].Key, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }

    private Dictionary<string, int> MakeIndex()
    {
        var index = new Dictionary<string, int>(_properties.Length, StringComparer.Ordinal);
        for (var at = 0; at < _properties.Length; at++)
        {
            index[_properties[at].Key] = at;
        }

        return index;
    }
}
