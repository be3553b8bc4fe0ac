namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Server-side tables.</summary>
public abstract class TableConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    [Fact]
    public async Task List_AsTable_HasTheDefinitionsColumns()
    {
        await MakeAsync(Widgets, Widget("a", """{"size":7}"""));
        var table = (await Api.GetAsync(Widgets, Table)).ShouldBe(200);
        ((string)table["kind"]!).ShouldBe("Table");
        table["columnDefinitions"]!.AsArray().Select(c => (string)c!["name"]!).ShouldBe(["Name", "Size", "Ready"]);
        table["rows.0.cells"]!.ToJsonString().ShouldBe("""["a",7,null]""");
        ((string)table["rows.0.object.kind"]!).ShouldBe("PartialObjectMetadata");
    }

    [Fact]
    public async Task List_AsTableOfDefinitionWithoutColumns_HasNameAndAge()
    {
        await MakeAsync(Gadgets, Gadget("g"));
        var table = (await Api.GetAsync(Gadgets, Table)).ShouldBe(200);
        table["columnDefinitions"]!.AsArray().Select(c => (string)c!["name"]!).ShouldBe(["Name", "Age"]);
        ((string)table["rows.0.cells.1"]!).ShouldMatch(@"^\d+s$");
    }

    [Fact]
    public async Task Get_AsTable_HasOneRow()
    {
        await MakeAsync(Pods, Pod("p"));
        var table = (await Api.GetAsync(Pods + "/p", Table)).ShouldBe(200);
        table["rows.0.cells"]!.AsArray().Take(4).Select(c => c!.ToString()).ShouldBe(["p", "0/2", "Pending", "0"]);
    }

    [Fact]
    public async Task List_AsTableWithObjects_HoldsThem()
    {
        await MakeAsync(Widgets, Widget("a"));
        var table = (await Api.GetAsync(Widgets + "?includeObject=Object", Table)).ShouldBe(200);
        ((int)table["rows.0.object.spec.size"]!).ShouldBe(1);
    }

    [Fact]
    public async Task List_WithoutAskingForATable_IsAList() =>
        ((string)(await Api.GetAsync(Widgets, "application/json")).ShouldBe(200)["kind"]!).ShouldBe("WidgetList");

    [Theory]
    [InlineData("/api/v1/namespaces", "Name,Status,Age")]
    [InlineData("/api/v1/nodes", "Name,Status,Roles,Age,Version")]
    [InlineData("/api/v1/namespaces/default/configmaps", "Name,Data,Age")]
    [InlineData("/api/v1/namespaces/default/secrets", "Name,Type,Data,Age")]
    [InlineData("/api/v1/namespaces/default/serviceaccounts", "Name,Secrets,Age")]
    [InlineData("/api/v1/namespaces/default/services", "Name,Type,Cluster-IP,External-IP,Port(s),Age")]
    [InlineData("/api/v1/namespaces/default/pods", "Name,Ready,Status,Restarts,Age")]
    [InlineData("/api/v1/namespaces/default/events", "Last Seen,Type,Reason,Object,Message")]
    [InlineData("/apis/coordination.k8s.io/v1/namespaces/default/leases", "Name,Holder,Age")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/clusterroles", "Name,Created At")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", "Name,Role,Age")]
    [InlineData("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "Name,Created At")]
    public async Task List_BuiltInKindAsTable_HasItsColumns(string path, string columns)
    {
        var table = (await Api.GetAsync(path, Table)).ShouldBe(200);
        table["columnDefinitions"]!
            .AsArray()
            .Where(c => (int)c!["priority"]! == 0)
            .Select(c => (string)c!["name"]!)
            .ShouldBe(columns.Split(','));
    }

    [Fact]
    public async Task List_DefinitionsAsTable_ShowWhenTheyWereMade()
    {
        var table = (await Api.GetAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Table)).ShouldBe(200);
        ((string)table["rows.0.cells.1"]!).ShouldMatch(@"^\d{4}-\d\d-\d\dT");
    }
}
