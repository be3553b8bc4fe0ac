namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Label selectors with every operator.</summary>
public abstract class LabelSelectorConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Theory]
    [InlineData("task=3", "cleo", "tess")]
    [InlineData("task==3", "cleo", "tess")]
    [InlineData("task!=3", "other", "plain")]
    [InlineData("app in (Cleo,Tess)", "cleo", "other", "tess")]
    [InlineData("app notin (Cleo)", "plain", "tess")]
    [InlineData("task", "cleo", "other", "tess")]
    [InlineData("!task", "plain")]
    [InlineData("task=3,app in (Cleo,Tess)", "cleo", "tess")]
    [InlineData("task=3,app=Cleo", "cleo")]
    [InlineData("task in (3), app notin (Tess)", "cleo")]
    [InlineData("task>3", "other")]
    [InlineData("task<4", "cleo", "tess")]
    [InlineData("app in (Cleo,)", "cleo", "other")]
    [InlineData("empty=", "plain")]
    [InlineData("task=9")]
    [InlineData("", "cleo", "other", "plain", "tess")]
    public async Task List_Selector_PicksWhatMatches(string selector, params string[] expected)
    {
        await MakeAsync(Widgets, Widget("cleo", metadata: ""","labels":{"task":"3","app":"Cleo"}"""));
        await MakeAsync(Widgets, Widget("tess", metadata: ""","labels":{"task":"3","app":"Tess"}"""));
        await MakeAsync(Widgets, Widget("other", metadata: ""","labels":{"task":"4","app":"Cleo"}"""));
        await MakeAsync(Widgets, Widget("plain", metadata: ""","labels":{"empty":""}"""));
        (await Api.GetAsync($"{Widgets}?labelSelector={Uri.EscapeDataString(selector)}")).ShouldBe(200).ItemNames.ShouldBe(expected);
    }

    [Theory]
    [InlineData("a in (")]
    [InlineData("a in")]
    [InlineData("a in ()x")]
    [InlineData("a,")]
    [InlineData("=b")]
    [InlineData("a=owner/name")]
    [InlineData("a b")]
    [InlineData("!")]
    [InlineData("a=b=c")]
    [InlineData("a/b/c=d")]
    [InlineData("a>x")]
    public async Task List_InvalidSelector_IsBadRequest(string selector) =>
        (await Api.GetAsync($"{Widgets}?labelSelector={Uri.EscapeDataString(selector)}")).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Watch_InvalidSelector_IsBadRequest()
    {
        using var watch = await Api.WatchAsync(Widgets + "?labelSelector=a%20in%20(");
        watch.Code.ShouldBe(400);
    }
}
