using System.Text;
using System.Text.Json;
using CsCheck;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class JsonScannerTests
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
    public void TryTakeValue_AnyMixture_AgreesWithSystemTextJson() =>
        Mixtures.Sample(text => IsOneValue(text).ShouldBe(IsOneDocument(text), text), iter: 100_000);

    [Theory]
    [InlineData("\"\\u12")]
    [InlineData("\"\\u123\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"a\u0000b\"")]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("")]
    public void TryTakeText_Broken_TakesNone(string json)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));

        scanner.TryTakeText(out var text).ShouldBeFalse();
        text.Raw.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void TryTakeText_Text_IsBetweenTheQuotesAndTheRestIsLeft()
    {
        var scanner = new JsonScanner(" \n\"a\\\"b\\u00e9\" : 7"u8);

        scanner.TryTakeText(out var text).ShouldBeTrue();
        Encoding.UTF8.GetString(text.Raw).ShouldBe("a\\\"b\\u00e9");
        scanner.TryTake(':').ShouldBeTrue();
        scanner.IsAtEnd().ShouldBeFalse();
        scanner.TryTakeValue(0, out var number).ShouldBeTrue();
        Encoding.UTF8.GetString(number).ShouldBe("7");
        scanner.IsAtEnd().ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 32, true)]
    [InlineData(0, 33, false)]
    [InlineData(1, 31, true)]
    [InlineData(1, 32, false)]
    public void TryTakeValue_Nested_CountsWhatItIsInAsWell(int outside, int levels, bool isTaken)
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("[", "]"), ("{\"a\":", "}")])
        {
            foreach (var core in (string[])["7", "[]", "{}"])
            {
                var inner = core == "7" ? levels : levels - 1;
                var json = string.Concat(Enumerable.Repeat(open, inner)) + core + string.Concat(Enumerable.Repeat(close, inner));

                new JsonScanner(Encoding.UTF8.GetBytes(json)).TryTakeValue(outside, out _).ShouldBe(isTaken, json);
            }
        }
    }

    private static bool IsOneValue(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text));
        return scanner.TryTakeValue(0, out _) && scanner.IsAtEnd();
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
