using System.Collections.Immutable;

namespace Rex.Embedded.Json;

/// <summary>Collects the properties of a <see cref="JsonMap"/>, each name once.</summary>
internal sealed class JsonMapBuilder
{
    private const int IndexedFrom = 12;
    private readonly ImmutableArray<KeyValuePair<string, JsonData>>.Builder _properties;
    private Dictionary<string, int>? _index;

    public JsonMapBuilder() => _properties = ImmutableArray.CreateBuilder<KeyValuePair<string, JsonData>>();

    public JsonMapBuilder(JsonMap start)
    {
        _properties = ImmutableArray.CreateBuilder<KeyValuePair<string, JsonData>>(start.Count + 4);
        _properties.AddRange(start);
    }

    /// <summary>Sets a property.</summary>
    /// <returns>Whether the name is new.</returns>
    public bool Set(string name, JsonData value)
    {
        var at = IndexOf(name);
        if (at >= 0)
        {
            _properties[at] = new(name, value);
            return false;
        }

        _index?.Add(name, _properties.Count);
        _properties.Add(new(name, value));
        return true;
    }

    public JsonData? Get(string name) => IndexOf(name) is >= 0 and var at ? _properties[at].Value : null;

    public void Remove(string name)
    {
        if (IndexOf(name) is >= 0 and var at)
        {
            _properties.RemoveAt(at);
            _index = null;
        }
    }

    /// <summary>Makes the map; the builder is empty afterwards.</summary>
    public JsonMap Build()
    {
        var index = _index;
        _index = null;
        return JsonMap.Wrap(_properties.DrainToImmutable(), index);
    }

    private int IndexOf(string name)
    {
        if (_properties.Count >= IndexedFrom)
        {
            return (_index ??= MakeIndex()).TryGetValue(name, out var known) ? known : -1;
        }

        for (var at = 0; at < _properties.Count; at++)
        {
            if (string.Equals(_properties[at].Key, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    private Dictionary<string, int> MakeIndex()
    {
        var index = new Dictionary<string, int>(_properties.Count * 2, StringComparer.Ordinal);
        for (var at = 0; at < _properties.Count; at++)
        {
            index[_properties[at].Key] = at;
        }

        return index;
    }
}
