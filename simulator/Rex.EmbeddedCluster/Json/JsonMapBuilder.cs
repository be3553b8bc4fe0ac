namespace Rex.Embedded.Json;

/// <summary>Collects the properties of a <see cref="JsonMap"/>, each name once.</summary>
internal sealed class JsonMapBuilder
{
    private readonly OrderedDictionary<string, JsonData> _properties = new(StringComparer.Ordinal);

    public JsonMapBuilder() { }

    public JsonMapBuilder(JsonMap start)
    {
        foreach (var (name, value) in start)
        {
            _properties[name] = value;
        }
    }

    /// <summary>Sets a property.</summary>
    /// <returns>Whether the name is new.</returns>
    public bool Set(string name, JsonData value)
    {
        var added = !_properties.ContainsKey(name);
        _properties[name] = value;
        return added;
    }

    public JsonData? Get(string name) => _properties.GetValueOrDefault(name);

    public void Remove(string name) => _properties.Remove(name);

    public JsonMap Build() => JsonMap.Wrap([.. _properties]);
}
