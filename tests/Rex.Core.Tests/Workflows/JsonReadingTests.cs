using System.Text.Json;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public sealed class JsonReadingTests
{
    private static readonly JsonElement Sample = JsonDocument
        .Parse(
            """{"a":{"text":"x","empty":"","number":5,"yes":true,"no":false,"list":["p",7,"q"],"when":"2026-11-22T23:00:00Z","then":"soon"}}"""
        )
        .RootElement;

    [Theory]
    [InlineData("text", "x")]
    [InlineData("empty", null)]
    [InlineData("number", null)]
    [InlineData("absent", null)]
    public void Text_OfAnyMember_IsItsTextOrNull(string member, string? text) => Sample.Text("a", member).ShouldBe(text);

    [Fact]
    public void Text_WithHalfOfASurrogatePair_IsNone()
    {
        using var document = JsonDocument.Parse("""{"a":"\ud800","\ud800":1,"b":["\udc00","c"]}""");
        document.RootElement.Text("a").ShouldBeNull();
        document.RootElement.Texts("b").ShouldBe(["c"]);
        document.RootElement.Members().Select(member => member.Name).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("9000-01-01T00:00:00Z")]
    public void ParseTime_ThatNoClockShows_IsNone(string text) => JsonReading.ParseTime(text).ShouldBeNull();

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("8999-12-31T23:59:59Z", "8999-12-31T23:59:59Z")]
    [InlineData("2026-11-23T01:00:00+02:00", "2026-11-22T23:00:00Z")]
    [InlineData("2026-11-22T23:00:00", "2026-11-22T23:00:00Z")]
    public void ParseTime_OfAClock_IsInUtc(string text, string utc)
    {
        var time = JsonReading.ParseTime(text).ShouldNotBeNull();

        time.Offset.ShouldBe(TimeSpan.Zero);
        JsonReading.FormatTime(time).ShouldBe(utc);
    }

    [Fact]
    public void Find_ThroughWhatIsNoObject_IsNull() => Sample.Find("a", "text", "deeper").ShouldBeNull();

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData("absent", false)]
    public void IsTrue_OfAnyMember_IsWhetherItIsTrue(string member, bool expected) => Sample.IsTrue("a", member).ShouldBe(expected);

    [Fact]
    public void Texts_OfAMixedList_AreItsTexts() => Sample.Texts("a", "list").ShouldBe(["p", "q"]);

    [Fact]
    public void Items_OfWhatIsNoList_AreNone() => Sample.Items("a", "text").ShouldBeEmpty();

    [Fact]
    public void Members_OfWhatIsNoObject_AreNone() => Sample.Members("a", "list").ShouldBeEmpty();

    [Fact]
    public void Time_OfWhatIsNoTime_IsNull()
    {
        Sample.Time("a", "then").ShouldBeNull();
        Sample.Time("a", "when").ShouldBe(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));
    }
}
