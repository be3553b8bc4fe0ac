using System.Text;
using Rex.Core.Pushes;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Pushes;

public class PushParserTests
{
    [Fact]
    public void Parse_RealPush_GivesEveryFieldThatRexReads()
    {
        var result = PushParser.Parse(PushBody.Bytes, PushContentType.Json);

        result.Problem.ShouldBeNull();
        result.Event.ShouldBe(PushBody.Event);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("deleted")]
    [InlineData("forced")]
    public void Parse_Flag_IsReadFromItsOwnField(string flag)
    {
        var json = PushBody.Text.Replace("\"forced\": true", "\"forced\": false", StringComparison.Ordinal);
        json = json.Replace($"\"{flag}\": false", $"\"{flag}\": true", StringComparison.Ordinal);

        var read = PushBody.Parse(json).Event.ShouldNotBeNull();

        (read.Created, read.Deleted, read.Forced).ShouldBe((flag == "created", flag == "deleted", flag == "forced"));
    }

    [Theory]
    [InlineData("created")]
    [InlineData("deleted")]
    [InlineData("forced")]
    public void Parse_FlagAbsent_IsFalse(string flag)
    {
        var read = PushBody.Parse(PushBody.Without(flag)).Event.ShouldNotBeNull();

        read.ShouldBe(PushBody.Event with { Forced = flag != "forced" });
    }

    [Fact]
    public void Parse_SenderTypeAbsent_IsNull() =>
        PushBody.Parse(PushBody.Without("sender.type")).Event.ShouldBe(PushBody.Event with { SenderType = null });

    [Theory]
    [InlineData("1763856000")]
    [InlineData("\"2025-11-23T00:00:00Z\"")]
    [InlineData("\"2025-11-23T02:00:00+02:00\"")]
    [InlineData("\"2025-11-23T00:00:00\"")]
    [InlineData("\"2025-11-23T00:00:00.987Z\"")]
    public void Parse_PushedAt_SecondsAndIsoTextAreTheSameMoment(string json)
    {
        var pushedAt = PushBody.Parse(PushBody.With("repository.pushed_at", json)).Event.ShouldNotBeNull().PushedAt;

        pushedAt.ShouldBe(PushBody.Event.PushedAt);
        pushedAt.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("221845391999", 221845391999)]
    public void Parse_PushedAtAtItsBounds_IsRead(string json, long seconds) =>
        PushBody
            .Parse(PushBody.With("repository.pushed_at", json))
            .Event.ShouldNotBeNull()
            .PushedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(seconds));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Parse_RepositoryIdAtItsBounds_IsRead(string json, long id) =>
        PushBody.Parse(PushBody.With("repository.id", json)).Event.ShouldNotBeNull().RepositoryId.ShouldBe(id);

    [Fact]
    public void Parse_Sha256Repository_IsRead()
    {
        var commit = new string('a', 64);

        PushBody.Parse(PushBody.With("after", $"\"{commit}\"")).Event.ShouldNotBeNull().After.Value.ShouldBe(commit);
    }

    [Fact]
    public void Parse_EscapedNamesAndValues_AreReadAsWhatTheyMean()
    {
        var json = PushBody.Text.Replace(
            "\"ref\": \"refs/heads/feature",
            "\"r\\u0065f\": \"refs\\/heads\\/f\\u0065ature",
            StringComparison.Ordinal
        );

        PushBody.Parse(json).Event.ShouldBe(PushBody.Event);
    }

    [Fact]
    public void Parse_OtherCaseOfAName_IsAnotherField() =>
        PushBody.Parse(PushBody.Text.Replace("\"ref\"", "\"REF\"", StringComparison.Ordinal)).Problem.ShouldBe("`ref` is missing.");

    [Fact]
    public void Parse_WhiteSpaceAroundTheObject_IsAllowed() => PushBody.Parse($"\r\n\t {PushBody.Text} \n").Event.ShouldBe(PushBody.Event);

    [Fact]
    public void Parse_NestedExactlyToTheLimit_IsRead()
    {
        // The payload's own object is the first level.
        var levels = PushParser.MaxDepth - 1;
        var nested = new string('[', levels) + new string(']', levels);

        PushBody.Parse(PushBody.With("base_ref", nested)).Event.ShouldBe(PushBody.Event);
    }

    [Fact]
    public void Parse_TextOfExactlyTheLimit_IsRead()
    {
        var reference = "refs/tags/".PadRight(PushParser.MaxTextBytes, 'x');

        PushBody.Parse(PushBody.With("ref", $"\"{reference}\"")).Event.ShouldNotBeNull().Ref.ShouldBe(reference);
    }

    [Fact]
    public void Parse_LargePush_CopiesOnlyWhatItReads()
    {
        var commits = string.Join(',', Enumerable.Repeat("{\"message\":\"" + new string('x', 1000) + "\"}", 2048));
        var body = Encoding.UTF8.GetBytes(PushBody.With("commits", $"[{commits}]"));
        PushParser.Parse(body, PushContentType.Json).IsRead.ShouldBeTrue();
        body.Length.ShouldBeGreaterThan(2_000_000);
        Allocation.Of(() => PushParser.Parse(body, PushContentType.Json)).ShouldBeLessThan(4096);
    }
}
