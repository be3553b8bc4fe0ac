using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Rex.Embedded.Json;

namespace Rex.Embedded.Tests.Json;

public sealed class JsonDataTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,false,null],"c":{"d":"e"}}""")]
    [InlineData("""{"text":"ü \"quoted\" \n 漢字 😀"}""")]
    [InlineData("""[9223372036854775807,-9223372036854775808,1.5,0]""")]
    [InlineData("{}")]
    public void Parse_ThenWrite_IsTheSame(string text)
    {
        var written = JsonReading.Parse(Encoding.UTF8.GetBytes(text)).ToString();
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(text)).ShouldBeTrue(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("1e999")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void Parse_NoJson_Throws(string text) => Should.Throw<JsonException>(() => JsonReading.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_TooDeep_Throws() =>
        Should.Throw<JsonException>(() => JsonReading.Parse(Encoding.UTF8.GetBytes(new string('[', 600))));

    [Fact]
    public void Parse_DuplicateNames_KeepsTheLastAndReports()
    {
        var duplicates = new List<string>();
        var map = (JsonMap)JsonReading.Parse("""{"a":1,"b":2,"a":3}"""u8, duplicates);
        map.Integer("a").ShouldBe(3);
        duplicates.ShouldBe(["a"]);
    }

    [Fact]
    public void DeepEquals_NumbersAndOrder_CompareByValue()
    {
        JsonData.DeepEquals(Parse("""{"a":1,"b":2}"""), Parse("""{"b":2.0,"a":1}""")).ShouldBeTrue();
        JsonData.DeepEquals(Parse("""{"a":1}"""), Parse("""{"a":null}""")).ShouldBeFalse();
        JsonData.DeepEquals(Parse("""{"a":1}"""), Parse("""{"b":1}""")).ShouldBeFalse();
        JsonData.DeepEquals(Parse("[1,2]"), Parse("[2,1]")).ShouldBeFalse();
    }

    [Fact]
    public void Share_AnyTwoValues_KeepsTheNewOnesMeaning() =>
        Gen.Select(JsonGenerator.Map, JsonGenerator.Map)
            .Sample(
                (value, old) =>
                {
                    JsonData.DeepEquals(JsonSharing.Share(value, old), value).ShouldBeTrue();
                    ReferenceEquals(JsonSharing.Share((JsonMap)Parse(old.ToString()), old), old).ShouldBeTrue();
                },
                iter: 2000
            );

    [Fact]
    public void With_AnyProperty_LeavesTheOriginal() =>
        JsonGenerator.Map.Sample(
            map =>
            {
                var before = map.ToString();
                var changed = map.With("added", 1).WithAt(["deep", "er"], "x").Without("a");
                map.ToString().ShouldBe(before);
                changed.At("deep", "er").ShouldBeOfType<JsonText>().Value.ShouldBe("x");
                changed.Has("a").ShouldBeFalse();
            },
            iter: 1000
        );

    private static JsonData Parse(string text) => JsonReading.Parse(Encoding.UTF8.GetBytes(text));
}
