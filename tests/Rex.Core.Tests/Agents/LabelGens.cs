using CsCheck;
using Rex.Core.Agents;

namespace Rex.Core.Tests.Agents;

/// <summary>Few keys and values, so that requirements and labels meet often.</summary>
internal static class LabelGens
{
    private static readonly Gen<string> Key = OneOf("task-id", "github-app", "agents.platform/role", "in", "notin");
    private static readonly Gen<string> Value = OneOf("3", "in", "5DLabs-Cleo", "5DLabs-Tess", "A.b_c-9");

    public static Gen<LabelRequirement> Requirement { get; } =
        Gen.OneOf(
            Gen.Select(Key, Gen.OneOf(Value, Gen.Const("")), LabelRequirement.Equal),
            Gen.Select(Key, Value.Array[1, 3], (key, values) => LabelRequirement.In(key, values)),
            Gen.Select(Key, Value.Array[1, 3], (key, values) => LabelRequirement.NotIn(key, values)),
            Key.Select(LabelRequirement.Exists),
            Key.Select(LabelRequirement.DoesNotExist)
        );

    public static Gen<Dictionary<string, string>> Labels { get; } = Gen.Dictionary(Key, Gen.OneOf(Value, Gen.Const("")))[0, 5];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
