namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Making objects.</summary>
public abstract class CreationConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Create_Object_GetsIdentity()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        Guid.TryParse(made.Uid, out _).ShouldBeTrue();
        made.Version.ShouldNotBeNullOrEmpty();
        made.Generation.ShouldBe(1);
        ((string)made["metadata.namespace"]!).ShouldBe(Namespace);
        ((string)made["metadata.creationTimestamp"]!).ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
    }

    [Fact]
    public async Task Create_SameNameAgain_AlreadyExists()
    {
        await MakeAsync(Widgets, Widget("one"));
        var second = (await Api.PostAsync(Widgets, Widget("one"))).ShouldFail(409, "AlreadyExists");
        second.Message.ShouldBe("widgets.conformance.example.com \"one\" already exists");
        ((string)second["details.name"]!).ShouldBe("one");
        ((string)second["details.group"]!).ShouldBe("conformance.example.com");
        ((string)second["details.kind"]!).ShouldBe("widgets");
    }

    [Fact]
    public async Task Create_GenerateName_AppendsFiveCharacters()
    {
        var made = await MakeAsync(ConfigMaps, """{"metadata":{"generateName":"run-"}}""");
        made.Name.ShouldMatch("^run-[bcdfghjklmnpqrstvwxz2456789]{5}$");
        ((string)made["metadata.generateName"]!).ShouldBe("run-");
    }

    [Fact]
    public async Task Create_WithoutAnyName_IsInvalid()
    {
        var answer = (await Api.PostAsync(ConfigMaps, """{"metadata":{}}""")).ShouldFail(422, "Invalid");
        answer.CauseFields.ShouldContain("metadata.name");
        answer.Message!.ShouldContain("name or generateName is required");
    }

    [Fact]
    public async Task Create_InMissingNamespace_IsNotFound()
    {
        var answer = (await Api.PostAsync("/api/v1/namespaces/nowhere/configmaps", ConfigMap("a"))).ShouldFail(404, "NotFound");
        answer.Message.ShouldBe("namespaces \"nowhere\" not found");
        ((string)answer["details.kind"]!).ShouldBe("namespaces");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("dot.")]
    public async Task Create_BadName_IsInvalid(string name)
    {
        var answer = (await Api.PostAsync(ConfigMaps, ConfigMap(name))).ShouldFail(422, "Invalid");
        answer.CauseFields.ShouldContain("metadata.name");
        ((string)answer["details.name"]!).ShouldBe(name);
        ((string)answer["details.kind"]!).ShouldBe("ConfigMap");
    }

    [Fact]
    public async Task Create_NameOf254Characters_IsInvalid() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap(new string('a', 254))))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("metadata.name");

    [Theory]
    [InlineData("a", "owner/name")]
    [InlineData("a", "-x")]
    [InlineData("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("a/b/c", "x")]
    [InlineData("/b", "x")]
    [InlineData("Upper.example.com/b", "x")]
    [InlineData("b_", "x")]
    public async Task Create_BadLabel_IsInvalid(string key, string value)
    {
        var labels = $$""","labels":{"{{key}}":"{{value}}"}""";
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", labels))).ShouldFail(422, "Invalid").CauseFields.ShouldContain("metadata.labels");
    }

    [Fact]
    public async Task Create_LabelThatIsNoString_IsRefused() =>
        ((int)(await Api.PostAsync(ConfigMaps, ConfigMap("a", ""","labels":{"a":1}"""))).Code).ShouldBe(400);

    [Fact]
    public async Task Create_OtherNamespaceInBody_IsBadRequest() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", ",\"namespace\":\"default\""))).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Create_OtherKindInBody_IsBadRequest() => (await Api.PostAsync(Widgets, ConfigMap("a"))).ShouldFail(400, "BadRequest");

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":}")]
    public async Task Create_NoJsonObject_IsBadRequest(string body) => (await Api.PostAsync(Widgets, body)).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Create_WithResourceVersion_IsRefused() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", ",\"resourceVersion\":\"5\"")))
            .ShouldBe(500)
            .Message!.ShouldContain("resourceVersion should not be set on objects to be created");

    [Fact]
    public async Task Create_DryRun_KeepsNothing()
    {
        var answer = (await Api.PostAsync(ConfigMaps + "?dryRun=All", ConfigMap("a"))).ShouldBe(201);
        answer.Uid.ShouldNotBeNullOrEmpty();
        (await Api.GetAsync(ConfigMaps + "/a")).ShouldFail(404, "NotFound");
    }

    [Fact]
    public async Task Create_ServerOwnedMetadata_IsReplaced()
    {
        var sent = ""","uid":"mine","creationTimestamp":"2001-01-01T00:00:00Z","deletionTimestamp":"2001-01-01T00:00:00Z","generation":7""";
        var made = await MakeAsync(Widgets, Widget("one", metadata: sent));
        made.Uid.ShouldNotBe("mine");
        ((string)made["metadata.creationTimestamp"]!).ShouldNotBe("2001-01-01T00:00:00Z");
        made["metadata.deletionTimestamp"].ShouldBeNull();
        made.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task Create_UnknownMediaType_IsUnsupported() =>
        (await Api.PostAsync(Widgets, "x", "text/plain")).ShouldFail(415, "UnsupportedMediaType");

    [Fact]
    public async Task Get_UnacceptableMediaType_IsNotAcceptable() => (await Api.GetAsync(ConfigMaps, "text/csv")).ShouldBe(406);

    [Fact]
    public async Task Create_BodyOverThreeMebibytes_IsTooLarge()
    {
        var data =
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"{{{new string('x', 3 * 1024 * 1024)}}}"}}""";
        (await Api.PostAsync(ConfigMaps, data)).ShouldFail(413, "RequestEntityTooLarge");
    }

    [Fact]
    public async Task Create_OnObjectPath_IsNotAllowed() => (await Api.PostAsync(ConfigMaps + "/a", ConfigMap("a"))).ShouldBe(405);

    [Fact]
    public async Task Create_OwnerWithoutAnything_NamesEachField() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", ""","ownerReferences":[{}]""")))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldBe(
                [
                    "metadata.ownerReferences.apiVersion",
                    "metadata.ownerReferences.kind",
                    "metadata.ownerReferences.name",
                    "metadata.ownerReferences.uid",
                ],
                ignoreOrder: true
            );

    [Fact]
    public async Task Create_TwoControllers_IsInvalid()
    {
        const string one = """{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"1","controller":true}""";
        const string two = """{"apiVersion":"v1","kind":"ConfigMap","name":"y","uid":"2","controller":true}""";
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", $$""","ownerReferences":[{{one}},{{two}}]""")))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("metadata.ownerReferences");
    }

    [Fact]
    public async Task Create_UnqualifiedFinalizer_IsInvalid() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", ""","finalizers":["not valid"]"""))).ShouldFail(422, "Invalid");

    [Fact]
    public async Task Create_PodWithoutMuch_GetsDefaults()
    {
        var made = await MakeAsync(Pods, Pod("a"));
        ((string)made["spec.restartPolicy"]!).ShouldBe("Always");
        ((int)made["spec.terminationGracePeriodSeconds"]!).ShouldBe(30);
        ((string)made["status.phase"]!).ShouldBe("Pending");
        ((int)made["spec.priority"]!).ShouldBe(0);
        ((string)made["spec.preemptionPolicy"]!).ShouldBe("PreemptLowerPriority");
        made["spec.tolerations"]!
            .AsArray()
            .Select(t => $"{(string)t!["key"]!} {(string)t["operator"]!} {(string)t["effect"]!} {(int)t["tolerationSeconds"]!}")
            .ShouldBe(["node.kubernetes.io/not-ready Exists NoExecute 300", "node.kubernetes.io/unreachable Exists NoExecute 300"]);
    }

    [Fact]
    public async Task Create_Job_GetsSelectorOfItsOwn()
    {
        const string job =
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        var made = await MakeAsync($"/apis/batch/v1/namespaces/{Namespace}/jobs", job);
        ((string)made["spec.template.metadata.labels"]!["job-name"]!).ShouldBe("j");
        ((int)made["spec.backoffLimit"]!).ShouldBe(6);
        made["spec.selector.matchLabels"]!.AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Create_SecretWithStringData_KeepsBase64()
    {
        var made = await MakeAsync($"/api/v1/namespaces/{Namespace}/secrets", """{"metadata":{"name":"s"},"stringData":{"token":"abc"}}""");
        ((string)made["data.token"]!).ShouldBe("YWJj");
        made["stringData"].ShouldBeNull();
        ((string)made["type"]!).ShouldBe("Opaque");
    }

    [Fact]
    public async Task Create_DryRun_HasNoVersion() =>
        (await Api.PostAsync(ConfigMaps + "?dryRun=All", ConfigMap("a"))).ShouldBe(201)["metadata.resourceVersion"].ShouldBeNull();

    [Theory]
    [InlineData("Some")]
    [InlineData("")]
    public async Task Create_UnknownDryRun_IsInvalid(string dryRun)
    {
        var answer = (await Api.PostAsync($"{ConfigMaps}?dryRun={dryRun}", ConfigMap("a"))).ShouldFail(422, "Invalid");
        ((string)answer["details.kind"]!).ShouldBe("CreateOptions");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    public async Task Create_WithWhatIsNoVersion_IsMade(string version) =>
        await MakeAsync(ConfigMaps, ConfigMap("a", $",\"resourceVersion\":\"{version}\""));

    [Fact]
    public async Task Create_InvalidWithResourceVersion_IsInvalidFirst() =>
        (await Api.PostAsync(ConfigMaps, ConfigMap("A", ",\"resourceVersion\":\"5\""))).ShouldFail(422, "Invalid");

    [Fact]
    public async Task Create_NameOfWhatIsBeingDeleted_SaysSo()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","finalizers":["example.com/hold"]"""));
        await Api.DeleteAsync(ConfigMaps + "/a");
        var answer = (await Api.PostAsync(ConfigMaps, ConfigMap("a"))).ShouldFail(409, "AlreadyExists");
        answer.Message.ShouldBe("object is being deleted: configmaps \"a\" already exists");
    }

    [Fact]
    public async Task Create_PlainFinalizer_IsForTheServerOfBuiltInKinds()
    {
        const string plain = ""","finalizers":["plain"]""";
        (await Api.PostAsync(ConfigMaps, ConfigMap("a", plain)))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("metadata.finalizers[0]");
        await MakeAsync(Widgets, Widget("a", metadata: plain));
    }

    [Fact]
    public async Task Create_OwnedByAnEvent_IsInvalid() =>
        (
            await Api.PostAsync(
                ConfigMaps,
                ConfigMap("a", ""","ownerReferences":[{"apiVersion":"v1","kind":"Event","name":"e","uid":"1"}]""")
            )
        )
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("metadata.ownerReferences");

    [Fact]
    public async Task Create_BadPrefixOfAName_IsNamedToo() =>
        (await Api.PostAsync(ConfigMaps, """{"metadata":{"generateName":"Upper-"}}"""))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldBe(["metadata.generateName", "metadata.name"], ignoreOrder: true);

    [Fact]
    public async Task Create_CustomResourceOfOtherKind_IsInvalid() =>
        (await Api.PostAsync(Widgets, Gadget("a"))).ShouldFail(422, "Invalid").CauseFields.ShouldBe(["kind"]);

    [Fact]
    public async Task Create_EmptyMap_IsLeftOut() =>
        (await MakeAsync(ConfigMaps, """{"metadata":{"name":"a"},"data":{}}"""))["data"].ShouldBeNull();

    [Fact]
    public async Task Create_KindThatCountsNoGenerations_KeepsTheOneSent() =>
        (await MakeAsync(ConfigMaps, ConfigMap("a", ",\"generation\":7"))).Generation.ShouldBe(7);

    [Fact]
    public async Task Create_LeaseWithoutSpec_HasAnEmptyOne() =>
        (await MakeAsync($"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases", """{"metadata":{"name":"l"}}"""))["spec"]!
            .ToJsonString()
            .ShouldBe("{}");

    [Fact]
    public async Task Create_JobWithoutLabels_HasThoseOfItsPods()
    {
        const string job =
            """{"metadata":{"name":"j"},"spec":{"template":{"metadata":{"labels":{"run":"x"}},"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        var made = await MakeAsync($"/apis/batch/v1/namespaces/{Namespace}/jobs", job);
        ((string)made["metadata.labels.run"]!).ShouldBe("x");
        ((string)made["metadata.labels.job-name"]!).ShouldBe("j");
        made["spec.template.spec.enableServiceLinks"].ShouldBeNull("that is a default of pods alone");
    }

    [Theory]
    [InlineData("{}", "BestEffort")]
    [InlineData("""{"limits":{"cpu":"1"}}""", "Burstable")]
    [InlineData("""{"requests":{"cpu":"500m"},"limits":{"cpu":"1","memory":"1Gi"}}""", "Burstable")]
    [InlineData("""{"requests":{"cpu":"1000m"},"limits":{"cpu":"1","memory":"1Gi"}}""", "Guaranteed")]
    public async Task Create_Pod_HasItsQualityOfService(string resources, string expected)
    {
        var pod = $$$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a","resources":{{{resources}}}}]}}""";
        ((string)(await MakeAsync(Pods, pod))["status.qosClass"]!).ShouldBe(expected);
    }

    [Fact]
    public async Task Create_PodWithLimits_RequestsAsMuch() =>
        (
            await MakeAsync(
                Pods,
                """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a","resources":{"limits":{"cpu":"1"}}}]}}"""
            )
        )["spec.containers.0.resources.requests"]!
            .ToJsonString()
            .ShouldBe("""{"cpu":"1"}""");

    [Fact]
    public async Task Create_PodOnTheNodesNetwork_HasTheNodesPorts()
    {
        const string pod =
            """{"metadata":{"name":"p"},"spec":{"hostNetwork":true,"serviceAccountName":"sa","containers":[{"name":"a","image":"a","ports":[{"containerPort":80}]}]}}""";
        var made = await MakeAsync(Pods, pod);
        ((int)made["spec.containers.0.ports.0.hostPort"]!).ShouldBe(80);
        ((string)made["spec.serviceAccount"]!).ShouldBe("sa");
    }

    [Fact]
    public async Task Create_JobWhoseNameIsNoLabel_IsInvalid()
    {
        const string job =
            """{"metadata":{"name":"NAME","labels":{"a":"b"}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        var named = job.Replace("NAME", new string('j', 64), StringComparison.Ordinal);
        (await Api.PostAsync($"/apis/batch/v1/namespaces/{Namespace}/jobs", named))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldAllBe(field => field == "spec.template.labels");
    }
}
