using System.Text;
using Rex.Core.Pushes;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Pushes;

public class PushParserHostileTests
{
    public static TheoryData<string, string, string> WrongValues { get; } =
        new()
        {
            { "ref", "null", "`ref` is not a text of 1 to 1024 bytes." },
            { "ref", "\"\"", "`ref` is not a text of 1 to 1024 bytes." },
            { "ref", "{\"ref\":\"refs/heads/task-1\"}", "`ref` is not a text of 1 to 1024 bytes." },
            { "ref", "[\"refs/heads/task-1\"]", "`ref` is not a text of 1 to 1024 bytes." },
            { "before", "\"main\"", "`before` is not a commit (40 or 64 lower-case hex digits)." },
            { "before", "0", "`before` is not a text of 1 to 1024 bytes." },
            { "after", "\"8C3AD1E4B6F7A8091A2B3C4D5E6F708192A3B4C5\"", "`after` is not a commit (40 or 64 lower-case hex digits)." },
            { "after", "\"$(reboot)\"", "`after` is not a commit (40 or 64 lower-case hex digits)." },
            { "created", "null", "`created` is neither true nor false." },
            { "deleted", "\"false\"", "`deleted` is neither true nor false." },
            { "forced", "0", "`forced` is neither true nor false." },
            { "repository", "null", "`repository` is not an object." },
            { "repository", "[]", "`repository` is not an object." },
            { "repository", "\"5dlabs/cto\"", "`repository` is not an object." },
            { "repository.id", "0", "`repository.id` is not a whole number from 1 on." },
            { "repository.id", "-1", "`repository.id` is not a whole number from 1 on." },
            { "repository.id", "1.5", "`repository.id` is not a whole number from 1 on." },
            { "repository.id", "1.296269123e+09", "`repository.id` is not a whole number from 1 on." },
            { "repository.id", "9223372036854775808", "`repository.id` is not a whole number from 1 on." },
            { "repository.id", "\"7\"", "`repository.id` is not a whole number from 1 on." },
            { "repository.full_name", "\"cto\"", "`repository.full_name` is not a repository (owner/name)." },
            { "repository.full_name", "\"5dlabs/cto; rm -rf /\"", "`repository.full_name` is not a repository (owner/name)." },
            { "repository.full_name", "\"{{workflow.name}}/cto\"", "`repository.full_name` is not a repository (owner/name)." },
            { "repository.pushed_at", "null", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "-1", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "221845392000", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "9223372036854775807", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "1e400", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "1763856000.0", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "\"yesterday\"", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            { "repository.pushed_at", "\"\"", "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)." },
            {
                "repository.pushed_at",
                "\"1969-12-31T23:59:59Z\"",
                "`repository.pushed_at` is not a time (seconds since 1970, or ISO 8601)."
            },
            { "sender", "null", "`sender` is not an object." },
            { "sender.login", "null", "`sender.login` is not a text of 1 to 1024 bytes." },
            { "sender.login", "[\"5DLabs-Rex[bot]\"]", "`sender.login` is not a text of 1 to 1024 bytes." },
            { "sender.type", "null", "`sender.type` is not a text of 1 to 1024 bytes." },
        };

    public static TheoryData<string> ReadFields { get; } =
        new(
            "ref",
            "before",
            "after",
            "created",
            "deleted",
            "forced",
            "repository",
            "repository.id",
            "repository.full_name",
            "repository.pushed_at",
            "sender",
            "sender.login",
            "sender.type"
        );

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Parse_WrongValue_NamesTheField(string path, string json, string problem) =>
        ShouldBeMalformed(PushBody.With(path, json), problem);

    [Theory]
    [InlineData("ref")]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("repository")]
    [InlineData("repository.id")]
    [InlineData("repository.full_name")]
    [InlineData("repository.pushed_at")]
    [InlineData("sender")]
    [InlineData("sender.login")]
    public void Parse_FieldMissing_NamesTheField(string path) => ShouldBeMalformed(PushBody.Without(path), $"`{path}` is missing.");

    [Fact]
    public void Parse_SeveralFieldsMissing_NamesTheFirst() => ShouldBeMalformed("{}", "`ref` is missing.");

    [Theory]
    [MemberData(nameof(ReadFields))]
    public void Parse_FieldTwice_IsRefusedEvenWithAnEqualValue(string path)
    {
        var parent = System.Text.Json.Nodes.JsonNode.Parse(PushBody.Text)!;
        var value = path.Split('.').Aggregate(parent, (node, part) => node[part]!).ToJsonString();

        ShouldBeMalformed(PushBody.WithSecond(path, value), $"`{path}` is there twice.");
    }

    [Fact]
    public void Parse_FieldTwiceInAnotherSpelling_IsRefused()
    {
        var json = PushBody.Text.Replace("\"base_ref\": null", "\"\\u0072ef\": \"refs/heads/task-4\"", StringComparison.Ordinal);

        ShouldBeMalformed(json, "`ref` is there twice.");
    }

    [Fact]
    public void Parse_UnreadFieldTwice_IsNoMatter() =>
        PushBody.Parse(PushBody.WithSecond("compare", "\"x\"")).Event.ShouldBe(PushBody.Event);

    [Theory]
    [InlineData("ref")]
    [InlineData("sender.login")]
    [InlineData("repository.pushed_at")]
    public void Parse_TextLongerThanTheLimit_IsNotEvenCopied(string path)
    {
        var json = Encoding.UTF8.GetBytes(PushBody.With(path, $"\"{new string('x', 1_000_000)}\""));

        PushParser.Parse(json, PushContentType.Json).IsRead.ShouldBeFalse();
        Allocation.Of(() => PushParser.Parse(json, PushContentType.Json)).ShouldBeLessThan(4096);
    }

    [Theory]
    [InlineData("{\"base_ref\":tXue,\"a\":\"")]
    [InlineData("{\"base_ref\":\"\\q\",\"a\":\"")]
    [InlineData("{\"ref\":\"refs/heads/main\" x")]
    [InlineData("x")]
    public void Parse_BrokenEarlyInALargeBody_RepeatsNothingOfTheRest(string beginning)
    {
        var json = Encoding.UTF8.GetBytes(beginning + new string('x', 1_000_000));

        PushParser.Parse(json, PushContentType.Json).IsRead.ShouldBeFalse();
        Allocation.Of(() => PushParser.Parse(json, PushContentType.Json)).ShouldBeLessThan(1024);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("ref\\ud800")]
    [InlineData("\\u00e9")]
    [InlineData("\\u0072ef\\u0020")]
    [InlineData("\\u0072\\u0065\\u0066\\u0020\\u0020\\u0020\\u0020\\u0020\\u0020\\u0020")]
    public void Parse_EscapedNameOfNoField_IsNoMatter(string name) =>
        PushBody.Parse(PushBody.Text.Replace("\"base_ref\"", $"\"{name}\"", StringComparison.Ordinal)).Event.ShouldBe(PushBody.Event);

    [Theory]
    [MemberData(nameof(ReadFields))]
    public void Parse_FieldTwiceInItsLongestSpelling_IsRefused(string path)
    {
        var json = PushBody.WithSecond(path, "null");
        var name = $"\"{path.Split('.')[^1]}\":";
        var spelled = $"\"{string.Concat(name[1..^2].Select(one => $"\\u{(int)one:X4}"))}\":";
        var last = json.LastIndexOf(name + "null", StringComparison.Ordinal);

        ShouldBeMalformed(json[..last] + spelled + json[(last + name.Length)..], $"`{path}` is there twice.");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("[{\"ref\":\"refs/heads/task-1\"}]")]
    public void Parse_NoObject_IsMalformed(string json) => ShouldBeMalformed(json, "The body is not a JSON object.");

    [Fact]
    public void Parse_Empty_IsMalformed() => ShouldBeMalformed("", "The body is empty.");

    [Fact]
    public void Parse_ByteOrderMark_IsMalformed() => ShouldBeMalformed("\uFEFF" + PushBody.Text, "The body begins with a byte order mark.");

    [Theory]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"ref\"}")]
    [InlineData("{\"ref\":\"a\",}")]
    [InlineData("{'ref':'a'}")]
    [InlineData("{\"ref\":\"a\nb\"}")]
    [InlineData("// comment\n{}")]
    [InlineData("{\"base_ref\":01}")]
    [InlineData("{\"base_ref\":NaN}")]
    [InlineData("{\"base_ref\":[}]}")]
    [InlineData("{\"ref\":tru}")]
    [InlineData("{\"base_ref\":1,")]
    [InlineData("{\"repository\":[}")]
    [InlineData("{\"repository\":{")]
    [InlineData("{\"base_ref\":[1,\"a\",{\"b\"}]}")]
    public void Parse_BrokenJson_IsMalformed(string json) => ShouldBeBroken(json, "The JSON is broken, or nested too deeply, after byte ");

    [Theory]
    [InlineData("x", 0)]
    [InlineData("{\"a\"", 4)]
    [InlineData("{\"a\":1]", 6)]
    [InlineData("{\"a\":1} x", 8)]
    public void Parse_BrokenJson_TellsWhere(string json, int position) =>
        PushBody.Parse(json).Problem.ShouldBe($"The JSON is broken, or nested too deeply, after byte {position}.");

    [Fact]
    public void Parse_SeveralProblems_TellsTheFirst() =>
        PushBody.Parse("""{"ref":"a","ref":"\ud800"}""").Problem.ShouldBe("`ref` is there twice.");

    [Theory]
    [InlineData(PushParser.MaxDepth - 2, true)]
    [InlineData(PushParser.MaxDepth - 1, false)]
    public void Parse_NestedWithinAFieldThatIsRead_CountsFromTheOutside(int depth, bool isRead) =>
        PushBody.Parse(PushBody.With("repository.description", new string('[', depth) + new string(']', depth))).IsRead.ShouldBe(isRead);

    [Theory]
    [InlineData("{}")]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData(",")]
    public void Parse_SomethingAfterTheObject_IsMalformed(string rest) => ShouldBeBroken(PushBody.Text + rest, "The JSON is broken");

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Parse_NestedTooDeeply_IsMalformed(string open, string close)
    {
        foreach (var depth in (int[])[PushParser.MaxDepth, 1000, 100_000])
        {
            var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            ShouldBeBroken(PushBody.With("base_ref", nested), "The JSON is broken, or nested too deeply");
        }
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00")]
    [InlineData("\\ud800\\ud800")]
    [InlineData("\\ud83dx")]
    public void Parse_HalfASurrogatePair_IsMalformed(string escape) =>
        ShouldBeBroken(PushBody.With("sender.login", $"\"{escape}\""), "The JSON holds a character that does not exist, after byte ");

    [Fact]
    public void Parse_HugeNumberInAnUnreadField_IsNoMatter() =>
        PushBody.Parse(PushBody.With("base_ref", new string('9', 100_000) + "e999999")).Event.ShouldBe(PushBody.Event);

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC0)]
    [InlineData(0xFF)]
    public void Parse_NotUtf8Anywhere_IsMalformed(int value)
    {
        // In a commit's message, which Rex does not read.
        var body = PushBody.Bytes.ToArray();
        body[PushBody.Text.IndexOf("Fix", StringComparison.Ordinal)] = (byte)value;

        PushParser.Parse(body, PushContentType.Json).Problem.ShouldBe("The body is not UTF-8.");
    }

    [Fact]
    public void Parse_Utf16_IsMalformed() =>
        PushParser.Parse(Encoding.Unicode.GetBytes(PushBody.Text), PushContentType.Json).IsRead.ShouldBeFalse();

    [Fact]
    public void Parse_TruncatedAnywhere_IsMalformed()
    {
        for (var length = 0; length < PushBody.Bytes.Length; length++)
        {
            PushParser.Parse(PushBody.Bytes.AsSpan(0, length), PushContentType.Json).IsRead.ShouldBeFalse($"cut after {length} bytes");
        }
    }

    private static void ShouldBeMalformed(string json, string problem)
    {
        var result = PushBody.Parse(json);

        result.IsRead.ShouldBeFalse();
        result.Event.ShouldBeNull();
        result.Problem.ShouldBe(problem);
    }

    private static void ShouldBeBroken(string json, string problem) =>
        PushBody.Parse(json).Problem.ShouldNotBeNull().ShouldStartWith(problem);
}
