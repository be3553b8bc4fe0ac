using CsCheck;
using Rex.Embedded.Json;

namespace Rex.Embedded.Tests.Json;

/// <summary>Makes JSON objects with few names, so that two of them have much in common.</summary>
internal static class JsonGenerator
{
    private static readonly Gen<string> Name = Gen.Int[0, 3].Select(i => "abcd"[i].ToString());

    private static readonly Gen<JsonData> Scalar = Gen.OneOf(
        Gen.Int[0, 3].Select(JsonData (i) => new JsonNumber(i)),
        Gen.Int[0, 2].Select(i => ((string[])["x", "y", ""])[i]).Select(JsonData (t) => new JsonText(t)),
        Gen.Bool.Select(JsonData (b) => b ? JsonTruth.True : JsonTruth.False),
        Gen.Const<JsonData>(JsonNull.Instance)
    );

    public static Gen<JsonMap> Map { get; } = MapOf(3);

    private static Gen<JsonMap> MapOf(int depth) =>
        Gen.Select(Name, ValueOf(depth)).Array[0, 5].Select(pairs => JsonMap.Of(pairs.Select(p => (p.Item1, (JsonData?)p.Item2))));

    private static Gen<JsonData> ValueOf(int depth) =>
        depth == 0
            ? Scalar
            : Gen.OneOf(
                Scalar,
                MapOf(depth - 1).Select(JsonData (m) => m),
                ValueOf(depth - 1).Array[0, 3].Select(JsonData (items) => JsonList.Of(items))
            );
}
