namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Reading objects and lists.</summary>
public abstract class ListConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task List_Objects_IsSortedAndTyped()
    {
        foreach (var name in (string[])["c", "a", "b"])
        {
            await MakeAsync(Widgets, Widget(name));
        }

        var list = (await Api.GetAsync(Widgets)).ShouldBe(200);
        list.ItemNames.ShouldBe(["a", "b", "c"]);
        ((string)list["kind"]!).ShouldBe("WidgetList");
        ((string)list["apiVersion"]!).ShouldBe("conformance.example.com/v1");
        ((string)list["items.0.kind"]!).ShouldBe("Widget");
        list.Version.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task List_Empty_HasItems() => (await Api.GetAsync(Widgets)).ShouldBe(200)["items"]!.AsArray().ShouldBeEmpty();

    [Fact]
    public async Task List_AllNamespaces_HoldsThisOne()
    {
        await MakeAsync(Widgets, Widget("a"));
        var list = (await Api.GetAsync(Group + "/widgets")).ShouldBe(200);
        list["items"]!.AsArray().ShouldContain(i => (string)i!["metadata"]!["namespace"]! == Namespace);
    }

    [Fact]
    public async Task List_OtherNamespace_DoesNotHoldThisOne()
    {
        await MakeAsync(ConfigMaps, ConfigMap("only-here"));
        (await Api.GetAsync("/api/v1/namespaces/kube-system/configmaps")).ShouldBe(200).ItemNames.ShouldNotContain("only-here");
    }

    [Fact]
    public async Task List_FieldSelector_PicksByName()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        await MakeAsync(ConfigMaps, ConfigMap("b"));
        (await Api.GetAsync(ConfigMaps + "?fieldSelector=metadata.name%3Da")).ItemNames.ShouldBe(["a"]);
        (await Api.GetAsync(ConfigMaps + "?fieldSelector=metadata.name!%3Da,metadata.namespace%3D" + Namespace)).ItemNames.ShouldContain(
            "b"
        );
    }

    [Fact]
    public async Task List_FieldSelectorOfPods_PicksByNodeAndPhase()
    {
        await MakeAsync(Pods, Pod("a", ",\"nodeName\":\"n1\""));
        await MakeAsync(Pods, Pod("b"));
        (await Api.GetAsync(Pods + "?fieldSelector=spec.nodeName%3Dn1")).ItemNames.ShouldBe(["a"]);
        (await Api.GetAsync(Pods + "?fieldSelector=status.phase%3DPending,spec.nodeName%3D")).ItemNames.ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("spec.size=1")]
    [InlineData("metadata.uid=x")]
    [InlineData("nonsense")]
    public async Task List_UnknownField_IsBadRequest(string selector) =>
        (await Api.GetAsync($"{Widgets}?fieldSelector={Uri.EscapeDataString(selector)}")).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task List_Pages_AreOneConsistentList()
    {
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
        {
            await MakeAsync(Widgets, Widget(name));
        }

        var first = (await Api.GetAsync(Widgets + "?limit=2")).ShouldBe(200);
        first.ItemNames.ShouldBe(["a", "b"]);
        ((int)first["metadata.remainingItemCount"]!).ShouldBe(3);
        (await Api.DeleteAsync(Widgets + "/c")).ShouldBe(200);
        await MakeAsync(Widgets, Widget("bb"));

        var second = (await Api.GetAsync($"{Widgets}?limit=2&continue={(string)first["metadata.continue"]!}")).ShouldBe(200);
        second.ItemNames.ShouldBe(["c", "d"]);
        second.Version.ShouldBe(first.Version);
        var third = (await Api.GetAsync($"{Widgets}?limit=2&continue={(string)second["metadata.continue"]!}")).ShouldBe(200);
        third.ItemNames.ShouldBe(["e"]);
        ((string?)third["metadata.continue"] ?? "").ShouldBeEmpty();
    }

    [Fact]
    public async Task List_LimitThatFits_HasNoToken()
    {
        await MakeAsync(Widgets, Widget("a"));
        var list = (await Api.GetAsync(Widgets + "?limit=1")).ShouldBe(200);
        ((string?)list["metadata.continue"] ?? "").ShouldBeEmpty();
    }

    [Fact]
    public async Task List_PagesWithSelector_CountOnlyWhatMatches()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await MakeAsync(Widgets, Widget(name, metadata: name is "b" or "d" ? ""","labels":{"x":"y"}""" : ""));
        }

        var first = (await Api.GetAsync(Widgets + "?limit=1&labelSelector=x")).ShouldBe(200);
        first.ItemNames.ShouldBe(["b"]);
        first["metadata.remainingItemCount"].ShouldBeNull();
        var second = (await Api.GetAsync($"{Widgets}?limit=1&labelSelector=x&continue={(string)first["metadata.continue"]!}")).ShouldBe(
            200
        );
        second.ItemNames.ShouldBe(["d"]);
    }

    [Fact]
    public async Task List_ContinueThatIsNone_IsBadRequest() =>
        (await Api.GetAsync(Widgets + "?limit=1&continue=nonsense")).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task List_ExactVersion_IsThePast()
    {
        await MakeAsync(Widgets, Widget("a"));
        var then = (await Api.GetAsync(Widgets)).Version;
        await MakeAsync(Widgets, Widget("b"));
        (await Api.DeleteAsync(Widgets + "/a")).ShouldBe(200);
        var list = (await Api.GetAsync($"{Widgets}?resourceVersion={then}&resourceVersionMatch=Exact")).ShouldBe(200);
        list.ItemNames.ShouldBe(["a"]);
        list.Version.ShouldBe(then);
    }

    [Fact]
    public async Task List_NotOlderThan_IsAtLeastThatNew()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        var list = (await Api.GetAsync($"{Widgets}?resourceVersion={made.Version}&resourceVersionMatch=NotOlderThan")).ShouldBe(200);
        list.ItemNames.ShouldBe(["a"]);
        long.Parse(list.Version).ShouldBeGreaterThanOrEqualTo(long.Parse(made.Version));
    }

    [Fact]
    public async Task List_FutureVersion_TimesOut()
    {
        var answer = (await Api.GetAsync(Widgets + "?resourceVersion=999999999999")).ShouldFail(504, "Timeout");
        ((string)answer["details.causes.0.reason"]!).ShouldBe("ResourceVersionTooLarge");
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact")]
    [InlineData("resourceVersionMatch=Nonsense&resourceVersion=1")]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0")]
    public async Task List_MatchWithoutSense_IsInvalid(string query) =>
        (await Api.GetAsync($"{Widgets}?{query}")).ShouldFail(422, "Invalid");

    [Fact]
    public async Task Get_MissingObject_IsNotFound()
    {
        var answer = (await Api.GetAsync(ConfigMaps + "/none")).ShouldFail(404, "NotFound");
        answer.Message.ShouldBe("configmaps \"none\" not found");
        ((string)answer["details.name"]!).ShouldBe("none");
        ((string)answer["details.kind"]!).ShouldBe("configmaps");
        answer["details.group"].ShouldBeNull();
    }

    [Fact]
    public async Task List_UnknownMatchWithContinue_NamesBothFaults() =>
        (await Api.GetAsync(ConfigMaps + "?continue=x&resourceVersion=1&resourceVersionMatch=Sometimes"))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldBe(["resourceVersionMatch", "resourceVersionMatch"]);

    [Fact]
    public async Task List_PageBeforeWhatDoesNotMatch_HasAToken()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","labels":{"x":"y"}"""));
        await MakeAsync(ConfigMaps, ConfigMap("b"));
        var first = (await Api.GetAsync(ConfigMaps + "?limit=1&labelSelector=x")).ShouldBe(200);
        first.ItemNames.ShouldBe(["a"]);
        (await Api.GetAsync($"{ConfigMaps}?limit=1&labelSelector=x&continue={(string)first["metadata.continue"]!}"))
            .ShouldBe(200)
            .ItemNames.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OneByName_HasNoToken()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        await MakeAsync(ConfigMaps, ConfigMap("b"));
        var list = (await Api.GetAsync(ConfigMaps + "?limit=1&fieldSelector=metadata.name=a")).ShouldBe(200);
        list.ItemNames.ShouldBe(["a"]);
        list["metadata.continue"].ShouldBeNull();
    }
}
