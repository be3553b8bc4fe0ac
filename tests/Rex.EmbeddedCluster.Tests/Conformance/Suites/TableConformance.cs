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
}
