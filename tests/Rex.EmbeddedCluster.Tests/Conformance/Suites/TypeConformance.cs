namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>What the types of built-in kinds let in.</summary>
public abstract class TypeConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Create_UnknownField_IsDropped()
    {
        var made = await MakeAsync(Pods, Pod("a", ""","nonsense":1,"securityContext":{"runAsUser":5,"nonsense":2}"""));
        made["spec.nonsense"].ShouldBeNull();
        made["spec.securityContext"]!.ToJsonString().ShouldBe("""{"runAsUser":5}""");
    }

    [Theory]
    [InlineData(""","nonsense":1""", "spec.nonsense")]
    [InlineData(""","tolerations":[{"keys":"a"}]""", "spec.tolerations[0].keys")]
    public async Task Create_UnknownFieldStrictly_IsRefused(string spec, string named)
    {
        Needs(25, "field validation");
        var answer = (await Api.PostAsync(Pods + "?fieldValidation=Strict", Pod("a", spec))).ShouldFail(400, "BadRequest");
        answer.Message!.ShouldContain($"unknown field \"{named}\"");
    }

    [Theory]
    [InlineData(""","restartPolicy":5""")]
    [InlineData(""","terminationGracePeriodSeconds":"30" """)]
    [InlineData(""","tolerations":{}""")]
    [InlineData(""","nodeSelector":[]""")]
    [InlineData(""","hostNetwork":"true" """)]
    [InlineData(""","securityContext":"none" """)]
    public async Task Create_WrongType_IsBadRequest(string spec)
    {
        var answer = (await Api.PostAsync(Pods, Pod("a", spec))).ShouldFail(400, "BadRequest");
        answer.Message!.ShouldStartWith("Pod in version \"v1\" cannot be handled as a Pod: ");
        // Before that it was another JSON library with words of its own.
        if (Cluster.Minor >= 23)
        {
            answer.Message.ShouldContain("cannot unmarshal");
        }
    }

    [Fact]
    public async Task Create_Null_IsTheSameAsNothing()
    {
        var made = await MakeAsync(Pods, Pod("a", ""","nodeSelector":null,"activeDeadlineSeconds":null"""));
        made["spec"]!.AsObject().ContainsKey("nodeSelector").ShouldBeFalse();
        made["spec"]!.AsObject().ContainsKey("activeDeadlineSeconds").ShouldBeFalse();
    }

    [Fact]
    public async Task Create_InlinedFields_AreKept()
    {
        const string spec =
            ""","volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Gi"}},{"name":"c","configMap":{"name":"c","optional":true}}]""";
        var made = await MakeAsync(Pods, Pod("a", spec));
        ((string)made["spec.volumes.0.emptyDir.sizeLimit"]!).ShouldBe("1Gi");
        ((string)made["spec.volumes.1.configMap.name"]!).ShouldBe("c");
    }

    [Fact]
    public async Task Create_UnknownMetadata_IsDropped()
    {
        var made = await MakeAsync(Widgets, Widget("a", metadata: ""","nonsense":1"""));
        made["metadata.nonsense"].ShouldBeNull();
    }
}
