using System.Text;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Forms that are broken, ambiguous or encoded once too often. They apply to a body that is a form.</summary>
internal static class FormMutations
{
    public static BodyMutation BreakEscape { get; } =
        new(
            "break-escape",
            MutationEffect.Harms,
            (form, source) =>
                BodyEdit.Insert(form, source.Position(form), Encoding.ASCII.GetBytes(source.Pick(["%", "%zz", "%7z", "%-1", "% 1"])))
        );

    public static BodyMutation SecondPayload { get; } =
        new(
            "second-payload",
            MutationEffect.Harms,
            (form, source) => [.. form, .. Encoding.ASCII.GetBytes(source.Pick(["&payload=%7B%7D", "&p%61yload", "&payload="]))]
        );

    public static BodyMutation OtherField { get; } =
        new(
            "other-field",
            MutationEffect.Keeps,
            (form, source) => source.Chance(2) ? [.. "a=%7B&"u8, .. form] : [.. form, .. "&Payload=1&&b"u8]
        );

    public static BodyMutation EncodeTwice { get; } =
        new(
            "encode-twice",
            MutationEffect.Harms,
            (form, _) => Encoding.ASCII.GetBytes("payload=" + Uri.EscapeDataString(Encoding.Latin1.GetString(form)))
        );

    public static IReadOnlyList<BodyMutation> All { get; } = [BreakEscape, SecondPayload, OtherField, EncodeTwice, .. ByteMutations.All];
}
