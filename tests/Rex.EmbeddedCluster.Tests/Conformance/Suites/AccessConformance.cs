namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Roles, and what a service account that is bound to one may do.</summary>
public abstract class AccessConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Account = "worker";

    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    private string User => $"system:serviceaccount:{Namespace}:{Account}";

    private ApiClient Worker => new(HttpAs(Namespace, Account), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Request_NoRole_IsForbiddenAndSaysWhat()
    {
        (await Worker.GetAsync(Widgets))
            .ShouldFail(403, "Forbidden")
            .Message.ShouldBe(
                $"widgets.conformance.example.com is forbidden: User \"{User}\" cannot list resource \"widgets\" in API group \"conformance.example.com\" in the namespace \"{Namespace}\""
            );
        var named = (await Worker.GetAsync($"{Pods}/one")).ShouldFail(403, "Forbidden");
        named.Message.ShouldBe(
            $"pods \"one\" is forbidden: User \"{User}\" cannot get resource \"pods\" in API group \"\" in the namespace \"{Namespace}\""
        );
        ((string?)named["details.name"]).ShouldBe("one");
        ((string?)named["details.kind"]).ShouldBe("pods");
        (await Worker.GetAsync("/api/v1/namespaces"))
            .ShouldFail(403, "Forbidden")
            .Message.ShouldBe(
                $"namespaces is forbidden: User \"{User}\" cannot list resource \"namespaces\" in API group \"\" at the cluster scope"
            );
    }

    [Theory]
    [InlineData("POST", "", "create")]
    [InlineData("PUT", "/one", "update")]
    [InlineData("PATCH", "/one", "patch")]
    [InlineData("DELETE", "/one", "delete")]
    [InlineData("DELETE", "", "deletecollection")]
    [InlineData("GET", "?watch=true", "watch")]
    [InlineData("GET", "/one?watch=true", "get")]
    public async Task Request_NoRole_NamesTheVerb(string method, string path, string verb)
    {
        var body = method is "GET" or "DELETE" ? null : Widget("one");
        var type = method == "PATCH" ? ApiClient.Merge : "application/json";

        var answer = await Worker.SendAsync(new HttpMethod(method), Widgets + path, body, type);

        answer.ShouldFail(403, "Forbidden").Message!.ShouldContain($"cannot {verb} resource \"widgets\"");
    }

    [Fact]
    public async Task Role_Bound_AllowsItsVerbsAlone()
    {
        await AllowAsync("""{"apiGroups":["conformance.example.com"],"resources":["widgets"],"verbs":["create","get"]}""");

        (await Worker.PostAsync(Widgets, Widget("one"))).ShouldBe(201);
        (await Worker.GetAsync($"{Widgets}/one")).ShouldBe(200);
        (await Worker.GetAsync(Widgets)).ShouldFail(403, "Forbidden");
        (await Worker.GetAsync(Gadgets)).ShouldFail(403, "Forbidden");
        (await Worker.DeleteAsync($"{Widgets}/one")).ShouldFail(403, "Forbidden");
    }

    [Fact]
    public async Task Role_Bound_DoesNotReachIntoSubresources()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        await AllowAsync("""{"apiGroups":["conformance.example.com"],"resources":["widgets"],"verbs":["*"]}""");

        var answer = await Worker.PutAsync($"{Widgets}/one/status", made.Body);

        answer
            .ShouldFail(403, "Forbidden")
            .Message.ShouldBe(
                $"widgets.conformance.example.com \"one\" is forbidden: User \"{User}\" cannot update resource \"widgets/status\" in API group \"conformance.example.com\" in the namespace \"{Namespace}\""
            );
    }

    [Theory]
    [InlineData("widgets/status")]
    [InlineData("*/status")]
    [InlineData("*")]
    public async Task Role_OfSubresource_AllowsIt(string resource)
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        await AllowAsync($$"""{"apiGroups":["*"],"resources":["{{resource}}"],"verbs":["update"]}""");

        (await Worker.PutAsync($"{Widgets}/one/status", made.Body)).ShouldBe(200);
    }

    [Fact]
    public async Task Role_WithNames_IsAboutThese()
    {
        await MakeAsync(Widgets, Widget("one"));
        await MakeAsync(Widgets, Widget("two"));
        await AllowAsync(
            """{"apiGroups":["conformance.example.com"],"resources":["widgets"],"resourceNames":["one"],"verbs":["get","list"]}"""
        );

        (await Worker.GetAsync($"{Widgets}/one")).ShouldBe(200);
        (await Worker.GetAsync($"{Widgets}?fieldSelector=metadata.name%3Done")).ShouldBe(200);
        (await Worker.GetAsync($"{Widgets}/two")).ShouldFail(403, "Forbidden");
        (await Worker.GetAsync(Widgets)).ShouldFail(403, "Forbidden");
    }

    [Fact]
    public async Task Role_InOneNamespace_IsNoneInAnother()
    {
        await AllowAsync("""{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}""");

        (await Worker.GetAsync(ConfigMaps)).ShouldBe(200);
        (await Worker.GetAsync("/api/v1/namespaces/default/configmaps")).ShouldFail(403, "Forbidden");
        (await Worker.GetAsync("/api/v1/configmaps")).ShouldFail(403, "Forbidden");
    }

    [Fact]
    public async Task ClusterRole_BoundInANamespace_CountsThere()
    {
        var name = $"reader-{Namespace}";
        await MakeAsync(
            $"{Rbac}/clusterroles",
            $$"""{"metadata":{"name":"{{name}}"},"rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}]}"""
        );
        await BindAsync("ClusterRole", name);
        await UntilAsync("list", "", "configmaps");

        (await Worker.GetAsync(ConfigMaps)).ShouldBe(200);
        (await Worker.GetAsync("/api/v1/configmaps")).ShouldFail(403, "Forbidden");
    }

    [Fact]
    public async Task Review_OfOneself_SaysWhatRolesSay()
    {
        await AllowAsync("""{"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}""");

        (await MayAsync("delete", "", "pods")).ShouldBeTrue();
        (await MayAsync("create", "", "pods")).ShouldBeFalse();
        (await MayAsync("delete", "batch", "jobs")).ShouldBeFalse();
    }

    [Fact]
    public async Task Request_TokenOfNobody_IsUnauthorized()
    {
        var nobody = new ApiClient(HttpAsNobody(), TestContext.Current.CancellationToken);

        (await nobody.GetAsync(ConfigMaps)).ShouldFail(401, "Unauthorized").Message.ShouldBe("Unauthorized");
    }

    /// <summary>Gets a client that is let in as a service account.</summary>
    protected abstract HttpClient HttpAs(string @namespace, string account);

    /// <summary>Gets a client with a token that belongs to nobody.</summary>
    protected abstract HttpClient HttpAsNobody();

    private async Task AllowAsync(string rule)
    {
        await MakeAsync($"{Rbac}/namespaces/{Namespace}/roles", $$"""{"metadata":{"name":"worker"},"rules":[{{rule}}]}""");
        await BindAsync("Role", "worker");
        var first = System.Text.Json.Nodes.JsonNode.Parse(rule)!;
        var resource = (string)first["resources"]![0]!;
        await UntilAsync(
            (string)first["verbs"]![0]! is "*" ? "get" : (string)first["verbs"]![0]!,
            (string)first["apiGroups"]![0]! is "*" ? "conformance.example.com" : (string)first["apiGroups"]![0]!,
            resource.StartsWith('*') ? "widgets/status" : resource,
            (string?)first["resourceNames"]?[0] ?? ""
        );
    }

    private Task<ApiAnswer> BindAsync(string kind, string role) =>
        MakeAsync(
            $"{Rbac}/namespaces/{Namespace}/rolebindings",
            $$"""
            {"metadata":{"name":"worker"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{role}}"},
             "subjects":[{"kind":"ServiceAccount","name":"worker","namespace":"{{Namespace}}"}]}
            """
        );

    /// <summary>A real server takes a moment to take up a new Role.</summary>
    private async Task UntilAsync(string verb, string group, string resource, string name = "")
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var left = 200; !await MayAsync(verb, group, resource, name); left--)
        {
            left.ShouldBePositive("the Role was never taken up");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> MayAsync(string verb, string group, string resource, string name = "")
    {
        var parts = resource.Split('/');
        var answer = await Worker.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            $$$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{
              "namespace":"{{{Namespace}}}","verb":"{{{verb}}}","group":"{{{group}}}","resource":"{{{parts[
                0
            ]}}}","subresource":"{{{parts.ElementAtOrDefault(1)}}}","name":"{{{name}}}"} } }
            """
        );
        return (bool)answer.ShouldBe(201)["status.allowed"]!;
    }
}
