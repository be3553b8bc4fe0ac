namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Content of two bodies in one.</summary>
internal static class SpliceMutations
{
    public static BodyMutation Splice { get; } =
        new(
            "splice",
            MutationEffect.Opens,
            (body, source) =>
            {
                var other = source.OtherBody();
                return [.. body.AsSpan(0, source.Position(body)), .. other.AsSpan(source.Position(other))];
            }
        );

    /// <summary>Cut where properties begin, so that what comes of it is often JSON.</summary>
    public static BodyMutation SpliceAtProperties { get; } =
        new(
            "splice-at-properties",
            MutationEffect.Opens,
            (body, source) =>
            {
                var other = source.OtherBody();
                return source.Property(body) is { } head && source.Property(other) is { } tail
                    ? [.. body.AsSpan(0, head.Start), .. other.AsSpan(tail.Start)]
                    : body;
            }
        );

    /// <summary>The value that the same property has in another body.</summary>
    public static BodyMutation TakeValue { get; } =
        new(
            "take-value",
            MutationEffect.Opens,
            (body, source) =>
            {
                if (source.Property(body) is not { } property)
                {
                    return body;
                }

                var other = source.OtherBody();
                foreach (var candidate in JsonProperties.In(other))
                {
                    if (candidate.Name(other).SequenceEqual(property.Name(body)))
                    {
                        return BodyEdit.Replace(body, property.ValueStart, property.End, candidate.Value(other));
                    }
                }

                return body;
            }
        );

    public static IReadOnlyList<BodyMutation> All { get; } = [Splice, SpliceAtProperties, TakeValue];
}
