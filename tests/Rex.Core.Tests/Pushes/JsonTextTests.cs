using System.Text;
using System.Text.Json;
using CsCheck;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class JsonTextTests
{
    private static readonly string[] Pieces =
    [
        "a",
        "\u00e9",
        "\U0001f600",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0041",
        "\\u00E9",
        "\\u00e9",
        "\\u0000",
        "\\ud83d\\ude00",
        "\\uD83D\\uDE00",
        "\\ud83d",
        "\\ude00",
        "u0041",
    ];

    private static readonly Gen<string> Spellings = Gen.Int[0, Pieces.Length - 1]
        .Select(piece => Pieces[piece])
        .Array[0, 6]
        .Select(string.Concat);

    [Fact]
    public void TryDecode_AnySpelling_GivesWhatSystemTextJsonGives() =>
        Spellings.Sample(spelling => Decode(spelling).ShouldBe(DecodeByDocument(spelling), spelling), iter: 20_000);

    [Theory]
    [InlineData("plain", false)]
    [InlineData("\u00e9", false)]
    [InlineData("a\\n", true)]
    public void IsEscaped_Backslash_SaysSo(string spelling, bool isEscaped) =>
        new JsonText(Encoding.UTF8.GetBytes(spelling)).IsEscaped.ShouldBe(isEscaped);

    [Fact]
    public void ToText_Text_IsCopied() => new JsonText("\\u0041b"u8).ToText(new char[7]).ShouldBe("Ab");

    private static string? Decode(string spelling)
    {
        var raw = Encoding.UTF8.GetBytes(spelling);
        return new JsonText(raw).TryDecode(new char[raw.Length], out var text) ? text.ToString() : null;
    }

    private static string? DecodeByDocument(string spelling)
    {
        using var document = JsonDocument.Parse($"\"{spelling}\"");
        try
        {
            return document.RootElement.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
