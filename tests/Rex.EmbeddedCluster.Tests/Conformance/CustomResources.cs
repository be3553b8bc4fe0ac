namespace Rex.Embedded.Tests.Conformance;

/// <summary>Makes definitions of custom resources.</summary>
internal static class CustomResources
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /// <summary>Makes a definition unless it is there, and returns when objects of it are taken.</summary>
    public static async Task DefineAsync(ApiClient api, string definition)
    {
        var answer = await api.PostAsync(Definitions, definition);
        var name = (int)answer.Code == 409 ? (string)answer["details.name"]! : answer.ShouldBe(201).Name;
        await api.WaitUntilAsync(
            Definitions,
            name,
            crd =>
                crd["status"]?["conditions"]?.AsArray().Any(c => (string?)c!["type"] == "Established" && (string?)c["status"] == "True")
                == true
        );
    }
}
