using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>What clients validate, explain and merge by.</summary>
public abstract class OpenApiConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Prefix = "/components/schemas/";

    [Fact]
    public async Task Index_Versions_HaveAnAddressWithAHash()
    {
        Needs(24, "OpenAPI v3");
        var index = (await Api.GetAsync("/openapi/v3")).ShouldBe(200).Body["paths"]!;
        foreach (var version in (string[])["api/v1", "apis/batch/v1", "apis/conformance.example.com/v1"])
        {
            ((string)index[version]!["serverRelativeURL"]!).ShouldMatch($"^/openapi/v3/{version}\\?hash=[0-9A-F]{{128}}$");
        }
    }

    [Fact]
    public async Task Document_OtherHash_IsElsewhere()
    {
        Needs(24, "OpenAPI v3");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v3/apis/batch/v1?hash=other");
        using var answer = await Cluster.Http.SendAsync(request, TestContext.Current.CancellationToken);
        // The client follows the redirection.
        answer.RequestMessage!.RequestUri!.Query.ShouldMatch("^\\?hash=[0-9A-F]{128}$");
        answer.Headers.CacheControl!.ToString().ShouldContain("public");
    }

    [Fact]
    public async Task Document_Definition_IsItsSchema()
    {
        var schema = Find(await DocumentAsync("apis/conformance.example.com/v1"), "Widget");
        ((string)schema["properties"]!["spec"]!["properties"]!["size"]!["type"]!).ShouldBe("integer");
        schema["properties"]!["metadata"].ShouldNotBeNull();
        schema["properties"]!["kind"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Document_ListOfBuiltInKind_SaysHowItIsMerged()
    {
        var document = await DocumentAsync("api/v1");
        var spec = document["components"]!["schemas"]!["io.k8s.api.core.v1.PodSpec"]!;
        var containers = spec["properties"]!["containers"]!;
        ((string)containers["x-kubernetes-patch-merge-key"]!).ShouldBe("name");
        ((string)containers["x-kubernetes-patch-strategy"]!).ShouldBe("merge");
        containers["x-kubernetes-list-map-keys"]!.ToJsonString().ShouldBe("""["name"]""");
    }

    [Fact]
    public async Task Document_References_LeadSomewhere()
    {
        var document = await DocumentAsync("api/v1");
        var references = References(document["components"]!).ToList();
        references.ShouldNotBeEmpty();
        references.ShouldAllBe(r => r.StartsWith('#'));
        var names = references.Select(r => r[(1 + Prefix.Length)..]).Distinct();
        names.ShouldBeSubsetOf(document["components"]!["schemas"]!.AsObject().Select(s => s.Key));
    }

    [Fact]
    public async Task Document_Paths_NameTheirKindAndPatches()
    {
        var document = await DocumentAsync("apis/conformance.example.com/v1");
        var patch = document["paths"]!["/apis/conformance.example.com/v1/namespaces/{namespace}/widgets/{name}"]!["patch"]!;
        ((string)patch["x-kubernetes-group-version-kind"]!["kind"]!).ShouldBe("Widget");
        var accepted = patch["requestBody"]!["content"]!.AsObject().Select(c => c.Key).ToList();
        accepted.ShouldContain("application/merge-patch+json");
        accepted.ShouldNotContain("application/strategic-merge-patch+json");
    }

    [Fact]
    public async Task Document_UnknownVersion_IsNotFound() => (await Api.GetAsync("/openapi/v3/apis/none/v1")).ShouldBe(404);

    [Fact]
    public async Task Version2_Definitions_HoldBothKinds()
    {
        // A real server looks for new definitions once a minute.
        var document = await Api.PollAsync("/openapi/v2", d => d["definitions"]?["com.example.conformance.v1.Widget"] is not null);
        ((string)document["swagger"]!).ShouldBe("2.0");
        var definitions = document["definitions"]!.AsObject();
        definitions.ContainsKey("io.k8s.api.core.v1.Pod").ShouldBeTrue();
        var widget = definitions["com.example.conformance.v1.Widget"]!;
        ((string)widget["properties"]!["spec"]!["properties"]!["size"]!["type"]!).ShouldBe("integer");
        widget["properties"]!["spec"]!["properties"]!["choice"]!["oneOf"].ShouldBeNull("OpenAPI v2 knows no such thing");
    }

    /// <remarks>Clients of all ages name this type, which is none by the rules.</remarks>
    [Fact]
    public async Task Version2_AsProtobuf_IsAsked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v2");
        request.Headers.TryAddWithoutValidation("Accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf");
        using var answer = await Cluster.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        body[..5].ShouldBe([0x0A, 3, (byte)'2', (byte)'.', (byte)'0'], "field 1 is the version of Swagger");
    }

    private static JsonObject Find(JsonNode document, string kind) =>
        document["components"]!["schemas"]!
            .AsObject()
            .Select(s => s.Value!.AsObject())
            .Single(s => s["x-kubernetes-group-version-kind"]?.AsArray().Any(g => (string?)g!["kind"] == kind) == true);

    private static IEnumerable<string> References(JsonNode node) =>
        node switch
        {
            JsonObject map => map.SelectMany(p =>
                p.Key == "$ref" && p.Value is JsonValue value && value.TryGetValue<string>(out var text) ? [text]
                : p.Value is null ? []
                : References(p.Value)
            ),
            JsonArray list => list.Where(i => i is not null).SelectMany(i => References(i!)),
            _ => [],
        };

    private async Task<JsonNode> DocumentAsync(string version)
    {
        Needs(24, "OpenAPI v3");
        return (await Api.GetAsync("/openapi/v3/" + version)).ShouldBe(200).Body;
    }
}
