using System.Text;
using CsCheck;
using Rex.Embedded.Json;
using Rex.Embedded.Patching;
using Rex.Embedded.Tests.Json;

namespace Rex.Embedded.Tests.Patching;

public sealed class MergePatchTests
{
    /// <summary>The examples of RFC 7386, appendix A, as far as documents and patches are objects.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Apply_Example_GivesTheResult(string document, string patch, string expected) =>
        MergePatch.Apply(Parse(document), Parse(patch)).ToString().ShouldBe(expected);

    [Fact]
    public void Apply_Twice_IsApplyOnce() =>
        Gen.Select(JsonGenerator.Map, JsonGenerator.Map)
            .Sample(
                (document, patch) =>
                {
                    var once = MergePatch.Apply(document, patch);
                    JsonData.DeepEquals(MergePatch.Apply(once, patch), once).ShouldBeTrue();
                },
                iter: 2000
            );

    [Fact]
    public void Apply_UntouchedParts_AreShared()
    {
        var document = Parse("""{"status":{"nodes":{"a":{"phase":"x"},"b":{"phase":"y"}}}}""");
        var patched = MergePatch.Apply(document, Parse("""{"status":{"nodes":{"a":{"phase":"z"}}}}"""));
        patched.At("status", "nodes", "b").ShouldBeSameAs(document.At("status", "nodes", "b"));
    }

    [Fact]
    public void Apply_ManyNames_AreSetAndRemoved()
    {
        var names = Enumerable.Range(0, 30).ToList();
        var document = JsonMap.Of(names.Select(n => ($"n{n}", (JsonData?)new JsonNumber(n))));
        var patch = JsonMap.Of(names.Select(n => ($"n{n}", (JsonData?)(n % 2 == 0 ? JsonNull.Instance : new JsonNumber(n + 100)))));
        var patched = MergePatch.Apply(document, patch);
        patched.Count.ShouldBe(15);
        patched.Integer("n7").ShouldBe(107);
    }

    private static JsonMap Parse(string text) => (JsonMap)JsonReading.Parse(Encoding.UTF8.GetBytes(text));
}
