using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Differential;

/// <summary>The definitions of the custom resources that calls are about.</summary>
internal static class CustomResources
{
    /// <summary>Makes the definitions, and returns when objects of them are taken.</summary>
    public static async Task DefineAsync(IConformanceCluster cluster)
    {
        var api = new ApiClient(cluster.Http, TestContext.Current.CancellationToken);
        const string definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        foreach (var definition in (string[])[ConformanceResources.Widgets, ConformanceResources.Gadgets])
        {
            var made = (await api.PostAsync(definitions, definition)).ShouldBe(201);
            await api.WaitUntilAsync(
                definitions,
                made.Name,
                crd =>
                    crd["status"]?["conditions"]?.AsArray().Any(c => (string?)c!["type"] == "Established" && (string?)c["status"] == "True")
                    == true
            );
        }
    }
}
