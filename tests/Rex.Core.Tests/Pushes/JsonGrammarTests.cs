using System.Text;
using System.Text.Json;
using CsCheck;
using Rex.Core.Pushes;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Pushes;

public class JsonGrammarTests
{
    // Pieces of JSON, right and wrong, whose every mixture tells something.
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"",
        "\"\\n\"",
        "\"\\u00e9\"",
        "\"\\u00g0\"",
        "\"\\x\"",
        "\\",
        "\"\u00e9\"",
        "\"\u0001\"",
        "{\"a\":",
        "[1,",
        "true",
        "false",
        "null",
        "nul",
        "0",
        "-",
        "1",
        "12",
        "-0",
        ".5",
        "1.",
        "1.5",
        "e",
        "1e5",
        "1E+5",
        "1e-",
        "01",
        " ",
        "\n",
        "\t",
        "\r",
        "\u00a0",
        "//",
        "x",
    ];

    private static readonly Gen<string> Mixtures = Gen.Int[0, Pieces.Length - 1]
        .Select(piece => Pieces[piece])
        .Array[1, 8]
        .Select(string.Concat);

    [Fact]
    public void ValueEnd_AnyMixture_AgreesWithSystemTextJson() =>
        Mixtures.Sample(text => IsOneValue(text).ShouldBe(IsOneDocument(text), text), iter: Cases.Of(100_000));

    [Theory]
    [InlineData("\"\\u12")]
    [InlineData("\"\\u123\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"a\u0000b\"")]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("xab\":7")]
    [InlineData("")]
    public void NameEnd_Broken_IsNegativeAndNamesNothing(string json)
    {
        JsonGrammar.NameEnd(Encoding.UTF8.GetBytes(json), 0, out var name).ShouldBeNegative();
        name.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(" \n\"a\\\"b\\u00e9\" : 7", "a\\\"b\\u00e9", " 7")]
    [InlineData("\"\":[]", "", "[]")]
    [InlineData("\"a name that is longer than one block of sixteen\":", "a name that is longer than one block of sixteen", "")]
    public void NameEnd_Name_IsBetweenTheQuotesAndTheRestComesAfterTheColon(string json, string expected, string rest)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        var end = JsonGrammar.NameEnd(bytes, 0, out var name);

        Encoding.UTF8.GetString(name).ShouldBe(expected);
        Encoding.UTF8.GetString(bytes.AsSpan(end)).ShouldBe(rest);
    }

    [Theory]
    [InlineData("x\":7", 0)]
    [InlineData("  x\":7", 2)]
    [InlineData("\"a\" 7", 4)]
    [InlineData("\"\\n", 3)]
    public void NameEnd_Broken_TellsWhere(string json, int at) => JsonGrammar.NameEnd(Encoding.UTF8.GetBytes(json), 0, out _).ShouldBe(~at);

    [Theory]
    [InlineData("\"a b\"")]
    [InlineData("\"a text of more than one block of sixteen bytes, \\n and more\"")]
    public void ValueEnd_Text_EndsAfterItsQuote(string json) =>
        JsonGrammar.ValueEnd(Encoding.UTF8.GetBytes(json), 0, 0).ShouldBe(json.Length);

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"a\" ")]
    [InlineData("\"a\" 7")]
    public void NameEnd_NoColon_IsNegative(string json) => JsonGrammar.NameEnd(Encoding.UTF8.GetBytes(json), 0, out _).ShouldBeNegative();

    [Theory]
    [InlineData(0, 32, true)]
    [InlineData(0, 33, false)]
    [InlineData(1, 31, true)]
    [InlineData(1, 32, false)]
    public void ValueEnd_Nested_CountsWhatItIsInAsWell(int outside, int levels, bool isTaken)
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("[", "]"), ("{\"a\":", "}")])
        {
            foreach (var core in (string[])["7", "[]", "{}"])
            {
                var inner = core == "7" ? levels : levels - 1;
                var json = string.Concat(Enumerable.Repeat(open, inner)) + core + string.Concat(Enumerable.Repeat(close, inner));

                var end = JsonGrammar.ValueEnd(Encoding.UTF8.GetBytes(json), 0, outside);
                (end == json.Length).ShouldBe(isTaken, json);
                (end < 0).ShouldBe(!isTaken, json);
            }
        }
    }

    private static bool IsOneValue(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        var end = JsonGrammar.ValueEnd(json, 0, 0);
        return end >= 0 && JsonGrammar.SpaceEnd(json, end) == json.Length;
    }

    private static bool IsOneDocument(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = PushParser.MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
