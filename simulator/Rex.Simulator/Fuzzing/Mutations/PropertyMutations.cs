using System.Text;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Properties that come twice, are gone, are called otherwise, or stand elsewhere.</summary>
internal static class PropertyMutations
{
    /// <summary>The name a second time in the same object, sometimes in another spelling, often with another value.</summary>
    public static BodyMutation RepeatProperty { get; } =
        new(
            "repeat-property",
            MutationEffect.Harms,
            (body, source) =>
            {
                if (source.Property(body) is not { } property || source.Property(body) is not { } other)
                {
                    return body;
                }

                var name = source.Chance(2) ? property.Name(body) : Respelling.Of(property.Name(body), source);
                return BodyEdit.Insert(body, property.End, [(byte)',', .. name, (byte)':', .. other.Value(body)]);
            }
        );

    public static BodyMutation RemoveProperty { get; } =
        new(
            "remove-property",
            MutationEffect.Opens,
            (body, source) =>
            {
                if (source.Property(body) is not { } property)
                {
                    return body;
                }

                // With the comma on one side, if there is one, so that what is left is JSON.
                var comma = body.AsSpan(property.End).IndexOfAnyExcept(" \t\r\n"u8);
                var end = comma >= 0 && body[property.End + comma] == (byte)',' ? property.End + comma + 1 : property.End;
                return BodyEdit.Replace(body, property.Start, end, []);
            }
        );

    /// <summary>A name in another case, with something before or behind it, or another name of a push.</summary>
    public static BodyMutation RenameProperty { get; } =
        new(
            "rename-property",
            MutationEffect.Opens,
            (body, source) =>
            {
                if (source.Property(body) is not { } property || source.Property(body) is not { } other)
                {
                    return body;
                }

                var name = Encoding.UTF8.GetString(property.Name(body))[1..^1];
                var renamed = source.Below(6) switch
                {
                    0 => name.ToUpperInvariant(),
                    1 => name + " ",
                    2 => "\\u0000" + name,
                    3 => name + "\\ud800",
                    4 => "\u200b" + name,
                    _ => Encoding.UTF8.GetString(other.Name(body))[1..^1],
                };
                return BodyEdit.Replace(body, property.Start, property.NameEnd, Encoding.UTF8.GetBytes($"\"{renamed}\""));
            }
        );

    /// <summary>A property that no receiver reads.</summary>
    public static BodyMutation ExtraProperty { get; } =
        new(
            "extra-property",
            MutationEffect.Keeps,
            (body, source) =>
                source.Property(body) is { } property && source.Leaf(body) is { } other
                    ? BodyEdit.Insert(body, property.End, [.. ",\"x-extra\":"u8, .. other.Value(body)])
                    : body
        );

    /// <summary>Two properties of one object in each other's place.</summary>
    public static BodyMutation Reorder { get; } =
        new(
            "reorder",
            MutationEffect.Keeps,
            (body, source) =>
            {
                if (source.Property(body) is not { } one)
                {
                    return body;
                }

                var two = source.Pick([.. JsonProperties.In(body).Where(property => property.Container == one.Container)]);
                var (first, second) = one.Start < two.Start ? (one, two) : (two, one);
                return first == second
                    ? body
                    :
                    [
                        .. body.AsSpan(0, first.Start),
                        .. body.AsSpan(second.Start..second.End),
                        .. body.AsSpan(first.End..second.Start),
                        .. body.AsSpan(first.Start..first.End),
                        .. body.AsSpan(second.End),
                    ];
            }
        );

    public static IReadOnlyList<BodyMutation> All { get; } = [RepeatProperty, RemoveProperty, RenameProperty, ExtraProperty, Reorder];
}
