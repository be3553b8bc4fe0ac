using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.Clusters.Times;

namespace Rex.Simulator.Tests.Clusters;

public sealed class SimulatedTimesTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly SimulatedTimes times;

    public SimulatedTimesTests() => times = new SimulatedTimes(clock);

    [Fact]
    public void Translate_Object_WasMadeWhenItWasFirstSeen()
    {
        var first = Translate(Object("u1"));
        clock.Advance(TimeSpan.FromMinutes(5));
        var again = Translate(Object("u1"));
        var other = Translate(Object("u2"));
        Created(first).ShouldBe("2026-03-02T09:00:00Z");
        Created(again).ShouldBe("2026-03-02T09:00:00Z");
        Created(other).ShouldBe("2026-03-02T09:05:00Z");
    }

    [Fact]
    public void Translate_ListAndEvent_AreOfTheSameObjects()
    {
        Translate(Object("u1"));
        clock.Advance(TimeSpan.FromMinutes(5));
        var list = Translate($$"""{"kind":"PodList","metadata":{"resourceVersion":"7"},"items":[{{Object("u1")}},{{Object("u2")}}]}""");
        var watched = Translate($$"""{"type":"MODIFIED","object":{{Object("u1")}}}""");
        Created(list["items"]![0]!).ShouldBe("2026-03-02T09:00:00Z");
        Created(list["items"]![1]!).ShouldBe("2026-03-02T09:05:00Z");
        Created(watched["object"]!).ShouldBe("2026-03-02T09:00:00Z");
    }

    [Fact]
    public void Translate_Deletion_IsDueAfterItsGrace()
    {
        const string deleting = ""","deletionTimestamp":"2031-01-01T00:00:30Z","deletionGracePeriodSeconds":30""";
        Translate(Object("u1"));
        clock.Advance(TimeSpan.FromMinutes(1));
        var first = Translate(Object("u1", deleting));
        clock.Advance(TimeSpan.FromMinutes(1));
        var shortened = Translate(Object("u1", ""","deletionTimestamp":"2031-01-01T00:00:06Z","deletionGracePeriodSeconds":5"""));
        Deleted(first).ShouldBe("2026-03-02T09:01:30Z");
        Deleted(Translate(Object("u1", deleting))).ShouldBe("2026-03-02T09:01:30Z");
        Deleted(shortened).ShouldBe("2026-03-02T09:02:05Z");
    }

    [Theory]
    [InlineData("""{"kind":"Status","metadata":{},"code":404}""")]
    [InlineData("""{"metadata":{"creationTimestamp":null}}""")]
    [InlineData("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7","creationTimestamp":null}}}""")]
    [InlineData("""[1,2]""")]
    public void Translate_WhatIsNoObject_IsLeftAlone(string json) => Translate(json).ToJsonString().ShouldBe(json);

    [Fact]
    public async Task Lines_InSmallReads_AreWholeAndTranslated()
    {
        await using var source = new MemoryStream("one\ntwo\n"u8.ToArray());
        await using var lines = new TranslatedLines(source, line => $"<{line}>");
        var read = new List<byte>();
        var buffer = new byte[2];
        for (int count; (count = await lines.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0; )
        {
            read.AddRange(buffer[..count]);
        }

        System.Text.Encoding.UTF8.GetString([.. read]).ShouldBe("<one>\n<two>\n");
    }

    private static string Object(string uid, string more = "") =>
        $$$"""{"kind":"Pod","metadata":{"name":"p","uid":"{{{uid}}}","creationTimestamp":"2031-01-01T00:00:00Z"{{{more}}}}}""";

    private static string Created(JsonNode item) => (string)item["metadata"]!["creationTimestamp"]!;

    private static string Deleted(JsonNode item) => (string)item["metadata"]!["deletionTimestamp"]!;

    private JsonNode Translate(string json)
    {
        var node = JsonNode.Parse(json)!;
        times.Translate(node);
        return node;
    }
}
