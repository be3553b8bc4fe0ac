using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Rex.Simulator.Fuzzing;
using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Tests.Fuzzing;

public sealed class BodyMutationsTests
{
    private const int Seeds = 60;

    /// <summary>What each mutation is to do to a body that it changes.</summary>
    private static readonly Dictionary<string, Func<byte[], byte[], bool>> Deeds = new(StringComparer.Ordinal)
    {
        ["flip-bits"] = (before, after) => after.Length == before.Length && FlippedBits(before, after) is >= 1 and <= 8,
        ["set-bytes"] = (before, after) => after.Length == before.Length && Differing(before, after) is >= 1 and <= 8,
        ["insert-bytes"] = (before, after) => after.Length - before.Length is >= 1 and <= 8,
        ["delete-bytes"] = (before, after) => before.Length - after.Length is >= 1 and <= 4096,
        ["repeat-bytes"] = (before, after) => after.Length - before.Length is >= 1 and <= 4096,
        ["truncate"] = (before, after) => after.Length < before.Length && before.AsSpan().StartsWith(after),
        ["splice"] = (before, after) => IsPartOfTwo(before, after),
        ["splice-at-properties"] = (before, after) => IsPartOfTwo(before, after),
        ["take-value"] = (before, after) => Fuzzed.Corpus.Originals.Any(original => HoldsValueOf(original.Json, before, after)),
        ["nest-value"] = (before, after) =>
            Text(after).Contains("[[", StringComparison.Ordinal)
            || Text(after).Contains("{\"a\":", StringComparison.Ordinal)
            || after.Length == before.Length + 2,
        ["huge-number"] = (before, after) => Json(after) is not null && Differing(before, after) > 0,
        ["other-value"] = (before, after) => Json(after) is not null && Differing(before, after) > 0,
        ["known-text"] = (before, after) => Json(after) is not null && Differing(before, after) > 0,
        ["lengthen-text"] = (before, after) => after.Length > before.Length && Text(after).Contains("xxxxx", StringComparison.Ordinal),
        ["exchange-values"] = (before, after) => after.Length == before.Length && after.Order().SequenceEqual(before.Order()),
        ["repeat-property"] = (before, after) => Json(after) is not null && Names(after) > Names(before),
        ["remove-property"] = (before, after) => after.Length < before.Length,
        ["rename-property"] = (before, after) => Differing(before, after) > 0,
        ["extra-property"] = (_, after) => Text(after).Contains("\"x-extra\":", StringComparison.Ordinal),
        ["reorder"] = (before, after) => after.Length == before.Length && after.Order().SequenceEqual(before.Order()),
        ["respell"] = (before, after) => after.Length > before.Length && Text(after).Contains("\\u00", StringComparison.Ordinal),
        ["extra-space"] = (before, after) => after.Length > before.Length && Compact(after).SequenceEqual(Compact(before)),
        ["lone-surrogate"] = (_, after) => Text(after).Contains("\\ud", StringComparison.OrdinalIgnoreCase),
        ["look-alike"] = (before, after) => Text(after).Any(character => character > 0x7f) && after.Length > before.Length,
        ["break-utf8"] = (_, after) => !Utf8.IsValid(after),
        ["byte-order-mark"] = (before, after) => after.AsSpan().SequenceEqual([.. "\uFEFF"u8, .. before]),
        ["utf-16"] = (before, after) => after.Length == 2 * before.Length && after.Contains((byte)0),
        ["break-escape"] = (before, after) => after.Length > before.Length && Text(after).Contains('%', StringComparison.Ordinal),
        ["second-payload"] = (before, after) => after.Length > before.Length && after.AsSpan().StartsWith(before),
        ["other-field"] = (before, after) => Text(after).Contains(Text(before), StringComparison.Ordinal) && after.Contains((byte)'&'),
        ["encode-twice"] = (before, after) => Uri.UnescapeDataString(Text(after)["payload=".Length..]) == Text(before),
    };

    public static TheoryData<string> Mutations { get; } = [.. All.Select(mutation => mutation.Name)];

    private static IEnumerable<BodyMutation> All => BodyMutations.OfJson.Union(BodyMutations.OfForms);

    [Fact]
    public void All_Names_AreDistinct() => All.Select(mutation => mutation.Name).ShouldBeUnique();

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Apply_APush_DoesWhatItSays(string name)
    {
        var (mutation, body) = Find(name);
        var changed = Enumerable
            .Range(0, Seeds)
            .Select(seed => mutation.Apply(body, Fuzzed.Source(seed)))
            .Where(after => !after.AsSpan().SequenceEqual(body))
            .ToList();

        changed.Count.ShouldBeGreaterThan(Seeds / 6);
        changed.FindIndex(after => !Deeds[name](body, after)).ShouldBe(-1, "the first of those changed that is not as it should be");
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Apply_SameSeed_GivesTheSame(string name)
    {
        var (mutation, body) = Find(name);

        for (var seed = 0; seed < Seeds; seed++)
        {
            var (one, again) = (mutation.Apply(body, Fuzzed.Source(seed)), mutation.Apply(body, Fuzzed.Source(seed)));

            again.AsSpan().SequenceEqual(one).ShouldBeTrue($"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Apply_NothingToChange_IsNoError(string name)
    {
        foreach (
            var body in (byte[][])
                [
                    [],
                    "{"u8.ToArray(),
                    "[[]]"u8.ToArray(),
                    "\"\\"u8.ToArray(),
                    [0xFF, 0x00],
                ]
        )
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                Find(name).Mutation.Apply(body, Fuzzed.Source(seed)).ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void Apply_MutationsThatKeep_LeaveEveryReaderWithTheSame()
    {
        var expected = Json(Fuzzed.Push)!;
        foreach (var mutation in BodyMutations.OfJson.Where(mutation => mutation.Effect == MutationEffect.Keeps))
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                var after = Json(mutation.Apply(Fuzzed.Push, Fuzzed.Source(seed))).ShouldNotBeNull();
                RemoveExtra(after);
                JsonNode.DeepEquals(after, expected).ShouldBeTrue($"{mutation.Name}, seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Apply_MutationThatKeepsOrHarms_MendsNoDelivery(string name)
    {
        var mutation = All.Single(mutation => mutation.Name == name);
        if (mutation.Effect == MutationEffect.Opens)
        {
            return;
        }

        var isForm = !BodyMutations.OfJson.Contains(mutation);
        foreach (var original in Fuzzed.Corpus.Originals.Except(Fuzzed.Corpus.Accepted))
        {
            var body = isForm ? FormEncoding.Encode(original.Json, Fuzzed.Source(1)) : original.Json;
            for (var seed = 0; seed < Seeds / 6; seed++)
            {
                var after = mutation.Apply(body, Fuzzed.Source(seed));
                Fuzzed.Reference.Read(original.EventType, after, isForm).ShouldBeNull($"{original.Name}, seed {seed}");
            }
        }
    }

    private static (BodyMutation Mutation, byte[] Body) Find(string name)
    {
        var mutation = All.Single(mutation => mutation.Name == name);
        return (
            mutation,
            BodyMutations.OfJson.Contains(mutation)
                ? Fuzzed.Push
                : Encoding.ASCII.GetBytes("payload=" + Uri.EscapeDataString(Text(Fuzzed.Push)))
        );
    }

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);

    private static JsonNode? Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 10_000 });
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void RemoveExtra(JsonNode node)
    {
        foreach (
            var child in node is JsonObject parent ? [.. parent.Select(pair => pair.Value)]
            : node is JsonArray array ? array.ToList()
            : []
        )
        {
            if (child is not null)
            {
                RemoveExtra(child);
            }
        }

        (node as JsonObject)?.Remove("x-extra");
    }

    private static int Names(byte[] body) => JsonProperties.In(body).Count;

    private static int Differing(byte[] before, byte[] after) =>
        Math.Abs(before.Length - after.Length) + before.Zip(after).Count(pair => pair.First != pair.Second);

    private static int FlippedBits(byte[] before, byte[] after) =>
        before.Zip(after).Sum(pair => BitOperations.PopCount((uint)(pair.First ^ pair.Second)));

    private static byte[] Compact(byte[] body) => [.. body.Where(one => one is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))];

    private static bool IsPartOfTwo(byte[] before, byte[] after)
    {
        var head = before.AsSpan().CommonPrefixLength(after);
        return Fuzzed.Corpus.Originals.Any(original => original.Json.AsSpan().EndsWith(after.AsSpan(head)));
    }

    private static bool HoldsValueOf(byte[] other, byte[] before, byte[] after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var changed = JsonProperties.In(after).Where(property => property.ValueStart <= start && start <= property.End);
        return changed.Any(property => JsonProperties.In(other).Any(one => one.Value(other).SequenceEqual(property.Value(after))));
    }
}
