using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Fuzzing;

/// <summary>Derives bodies from deliveries. A body depends on the seed and its number alone, so that each can be made by itself.</summary>
/// <param name="corpus">The deliveries.</param>
/// <param name="seed">Where everything random comes from.</param>
internal sealed class BodyMaker(FuzzCorpus corpus, int seed)
{
    private readonly IReadOnlyList<byte[]> bodies = [.. corpus.Originals.Select(original => original.Json)];

    public int Seed => seed;

    public FuzzedBody Make(long number)
    {
        var source = new FuzzSource(new Random(Mix(seed, number)), bodies);
        // Most deliveries are refused as they are; what becomes of those that are not is at least as telling.
        var original = source.Pick(source.Chance(2) ? corpus.Accepted : corpus.Originals);
        List<BodyMutation> mutations = [];
        var content = Mutate(original.Json, BodyMutations.OfJson, source.Pick([0, 1, 1, 1, 2, 3]), mutations, source);
        var isForm = source.Chance(4);
        if (isForm)
        {
            content = FormEncoding.Encode(content, source);
            content = Mutate(content, BodyMutations.OfForms, source.Pick([0, 0, 1, 2]), mutations, source);
        }

        return new FuzzedBody(number, original, isForm, content, mutations);
    }

    private static byte[] Mutate(byte[] content, IReadOnlyList<BodyMutation> choice, int count, List<BodyMutation> done, FuzzSource source)
    {
        for (; count > 0; count--)
        {
            var mutation = source.Pick(choice);
            content = mutation.Apply(content, source);
            done.Add(mutation);
        }

        return content;
    }

    /// <summary>A seed of its own for each body, with nothing in common with its neighbours' (the finalizer of SplitMix64).</summary>
    private static int Mix(int seed, long number)
    {
        var mixed = unchecked(((ulong)(uint)seed << 40) ^ (ulong)number);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return unchecked((int)(mixed ^ (mixed >> 31)));
    }
}
