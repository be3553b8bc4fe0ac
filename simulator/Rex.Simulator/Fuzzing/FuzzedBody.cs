using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Fuzzing;

/// <summary>A body derived from a delivery.</summary>
/// <param name="Number">Which one it is; with the seed it says everything about the body.</param>
/// <param name="Original">The delivery it is derived from.</param>
/// <param name="IsForm">Whether it is delivered as <c>application/x-www-form-urlencoded</c>.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Mutations">What was done to it, in this order.</param>
internal sealed record FuzzedBody(long Number, FuzzOriginal Original, bool IsForm, byte[] Content, IReadOnlyList<BodyMutation> Mutations)
{
    /// <summary>What all mutations together can do to the answer.</summary>
    public MutationEffect Effect => Mutations.Count == 0 ? MutationEffect.Keeps : Mutations.Max(mutation => mutation.Effect);

    /// <summary>Where it comes from, in one line.</summary>
    public string Origin =>
        $"{Original.Name}{(IsForm ? ", as a form" : "")}: {string.Join(", ", Mutations.Select(mutation => mutation.Name).DefaultIfEmpty("as it was"))}";
}
