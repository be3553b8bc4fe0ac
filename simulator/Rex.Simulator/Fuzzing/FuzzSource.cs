using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Fuzzing;

/// <summary>Where mutations take their choices and foreign content from.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="bodies">The bodies whose content can come in.</param>
internal sealed class FuzzSource(Random random, IReadOnlyList<byte[]> bodies)
{
    /// <summary>A number from 0 on, smaller than the given one.</summary>
    public int Below(int end) => random.Next(end);

    /// <summary>A number from the first up to and with the second.</summary>
    public int Between(int first, int last) => random.Next(first, last + 1);

    /// <summary>True once in so many times.</summary>
    public bool Chance(int outOf) => random.Next(outOf) == 0;

    public byte Byte() => (byte)random.Next(256);

    /// <summary>Up to so many bytes, at least one.</summary>
    public byte[] Bytes(int most)
    {
        var bytes = new byte[Between(1, most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>How many bytes a change covers: mostly few, sometimes many.</summary>
    public int Length() => Between(1, Pick([1, 8, 64, 4096]));

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public byte[] OtherBody() => Pick(bodies);

    /// <summary>A place in a body, its end included: every second time in a property that receivers read.</summary>
    public int Position(byte[] body) =>
        Chance(2) && ReadProperty(body) is { } property ? Between(property.Start, property.End) : Below(body.Length + 1);

    /// <summary>A property of a body, every second time one that receivers read; null where the body has none.</summary>
    public JsonProperty? Property(byte[] body) => Choose(JsonProperties.In(body));

    /// <summary>A property whose value is a text.</summary>
    public JsonProperty? Text(byte[] body) => Choose([.. JsonProperties.In(body).Where(property => property.IsText(body))]);

    /// <summary>A property whose value is a text that receivers read.</summary>
    public JsonProperty? ReadText(byte[] body) =>
        Choose([.. JsonProperties.In(body).Where(property => property.IsRead && property.IsText(body))]);

    /// <summary>A property whose value is no object and no array.</summary>
    public JsonProperty? Leaf(byte[] body) =>
        Choose([.. JsonProperties.In(body).Where(property => body[property.ValueStart] is not ((byte)'{' or (byte)'['))]);

    private JsonProperty? ReadProperty(byte[] body)
    {
        var read = JsonProperties.In(body).Where(property => property.IsRead).ToList();
        return read.Count > 0 ? Pick(read) : null;
    }

    private JsonProperty? Choose(IReadOnlyList<JsonProperty> properties)
    {
        if (properties.Count == 0)
        {
            return null;
        }

        var read = Chance(2) ? properties.Where(property => property.IsRead).ToList() : [];
        return Pick(read.Count > 0 ? read : properties);
    }
}
