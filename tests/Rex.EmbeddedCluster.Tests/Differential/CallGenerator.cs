using CsCheck;
using Rex.Embedded.Tests.Conformance;
using static Rex.Embedded.Tests.Differential.Texts;

namespace Rex.Embedded.Tests.Differential;

/// <summary>Makes sequences of calls about few objects of one or two kinds, so that one call finds what another one left.</summary>
internal static class CallGenerator
{
    private static readonly Gen<string> WriteQuery = Mostly(
        15,
        Gen.Const(""),
        One("?dryRun=All", "?dryRun=Some", "?fieldManager=tests", "?pretty=true", "?dryRun=")
    );

    private static readonly Gen<string> Selectors = One(
        "app=x",
        "app==y",
        "app!=x",
        "app%20in%20(x,y)",
        "app%20notin%20(x)",
        "app",
        "!app",
        "tier>1",
        "tier%3C2",
        "app=x,tier=1",
        "app=",
        "",
        "app%20in",
        "app=x=y",
        "-bad=x",
        "app=-bad"
    );

    private static readonly Gen<string> NoJson = One("{", "", "[]", "\"text\"", "{\"metadata\":}", "{\"a\":1}{");

    /// <summary>Gets sequences; each ends with a look at everything that it may have left.</summary>
    public static Gen<CallSequence> Sequences { get; } =
        Gen.Select(DifferentialKinds.Any, DifferentialKinds.Any).SelectMany(pair => Sequence(pair.Item1, pair.Item2));

    private static Gen<CallSequence> Sequence(DifferentialKind one, DifferentialKind other) =>
        Gen.Frequency((3, Of(one)), (1, Of(other))).Array[10, 40].Select(calls => new CallSequence([.. calls, .. Looks(one, other)]));

    private static IEnumerable<ApiCall> Looks(params DifferentialKind[] kinds) =>
        kinds.Distinct().Select(k => new ApiCall("GET", k.Collection));

    private static Gen<ApiCall> Of(DifferentialKind kind) =>
        Gen.Frequency(
            (12, Create(kind)),
            (3, OnObject(kind, path => Get(kind, path))),
            (5, List(kind)),
            (3, OnObject(kind, path => Replace(kind, path))),
            (6, OnObject(kind, path => Rewrite(kind, path))),
            (8, OnObject(kind, path => Merge(kind, path))),
            (6, OnObject(kind, path => JsonPatch(kind, path))),
            (4, OnObject(kind, path => Strategic(kind, path))),
            (7, OnObject(kind, path => Delete(path))),
            (1, DeleteCollection(kind)),
            (5, OnObject(kind, path => Status(kind, path))),
            (2, OnObject(kind, path => Odd(kind, path)))
        );

    /// <summary>A call about an object that may be there: mostly by one of few names, sometimes by a generated one.</summary>
    private static Gen<ApiCall> OnObject(DifferentialKind kind, Func<string, Gen<ApiCall>> call) =>
        One("a", "a", "a", "a", "b", "b", "b", "c", $"<generated {kind.Plural}>", "none")
            .SelectMany(name => call($"{kind.Collection}/{name}").Select(c => c with { Of = $"{kind.Plural}/{name}" }));

    private static Gen<string> Body(DifferentialKind kind, Gen<string> metadata) =>
        Mostly(
            40,
            Object(
                Mostly(
                    40,
                    Gen.Const($"\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"{kind.Kind}\""),
                    One("", $"\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"Other\"", $"\"apiVersion\":\"v7\",\"kind\":\"{kind.Kind}\"")
                ),
                metadata.Select(m => $"\"metadata\":{m}"),
                kind.Content
            ),
            NoJson
        );

    private static Gen<ApiCall> Create(DifferentialKind kind) =>
        Gen.Select(Body(kind, MetadataTexts.Created), WriteQuery, (body, query) => new ApiCall("POST", kind.Collection + query, body));

    private static Gen<ApiCall> Get(DifferentialKind kind, string path) =>
        Mostly(5, Gen.Const(""), One("?resourceVersion=0", "?resourceVersion=1", "?resourceVersion=<version>", "?pretty=true"))
            .Select(query => new ApiCall("GET", path + query));

    private static Gen<ApiCall> List(DifferentialKind kind) =>
        Query(
                Mostly(2, Gen.Const(""), Selectors.Select(s => $"labelSelector={s}")),
                Mostly(3, Gen.Const(""), kind.Fields.Select(f => $"fieldSelector={f}")),
                Seldom(
                    3,
                    "limit=1",
                    "limit=2",
                    "limit=0",
                    "limit=-1",
                    "limit=x",
                    "limit=1&continue=<token>",
                    "continue=<token>",
                    "continue=broken"
                ),
                Seldom(12, "resourceVersion=0", "resourceVersion=1&resourceVersionMatch=Sometimes", "resourceVersionMatch=Exact")
            )
            .Select(query => new ApiCall("GET", kind.Collection + query));

    private static Gen<ApiCall> Replace(DifferentialKind kind, string path) =>
        Gen.Select(Body(kind, MetadataTexts.Replacing), WriteQuery, (body, query) => new ApiCall("PUT", path + query, body));

    private static Gen<ApiCall> Rewrite(DifferentialKind kind, string path) =>
        Gen.Select(Patch(kind), WriteQuery, (body, query) => new ApiCall("PUT", path + query, body) { Changes = true });

    private static Gen<ApiCall> Merge(DifferentialKind kind, string path) =>
        Gen.Select(Patch(kind), WriteQuery, (body, query) => new ApiCall("PATCH", path + query, body, ApiClient.Merge));

    private static Gen<string> Patch(DifferentialKind kind) =>
        Object(
            Mostly(
                1,
                Gen.Const(""),
                Mostly(
                    30,
                    (kind.Plural == "jobs" ? MetadataTexts.ChangesButUid : MetadataTexts.Changes).Select(m => $"\"metadata\":{{{m}}}"),
                    One("""{"metadata":null}""", """{"metadata":[]}""")
                )
            ),
            kind.Changes
        );

    private static Gen<ApiCall> JsonPatch(DifferentialKind kind, string path)
    {
        var common = One(
            """{"op":"add","path":"/metadata/labels","value":{"app":"x"}}""",
            """{"op":"add","path":"/metadata/labels/app","value":"y"}""",
            """{"op":"remove","path":"/metadata/labels/app"}""",
            """{"op":"remove","path":"/metadata/finalizers"}""",
            """{"op":"remove","path":"/metadata/finalizers/0"}""",
            """{"op":"add","path":"/metadata/finalizers/-","value":"example.com/last"}""",
            """{"op":"test","path":"/metadata/resourceVersion","value":"<version>"}""",
            """{"op":"replace","path":"/metadata/resourceVersion","value":"<old>"}""",
            """{"op":"test","path":"/metadata/uid","value":"<uid>"}""",
            """{"op":"replace","path":"/metadata/name","value":"other"}""",
            """{"op":"unknown","path":"/metadata"}""",
            """{"op":"add","value":1}""",
            """{"path":"/metadata"}"""
        );
        var operations = Gen.OneOf(common, kind.Operations, kind.Operations).Array[0, 3].Select(all => $"[{string.Join(",", all)}]");
        return Gen.Select(
            Mostly(20, operations, Gen.OneOf(NoJson, One("{}", "[1]", "[null]"))),
            WriteQuery,
            (body, query) => new ApiCall("PATCH", path + query, body, ApiClient.JsonPatch)
        );
    }

    private static Gen<ApiCall> Strategic(DifferentialKind kind, string path)
    {
        var metadata = One(
            """{"metadata":{"labels":{"app":"x","tier":"3"}}}""",
            """{"metadata":{"finalizers":["example.com/more"]}}""",
            """{"metadata":{"finalizers":null}}""",
            """{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"a","uid":"1"}]}}""",
            """{"metadata":{"resourceVersion":"<old>"}}""",
            """{"metadata":{"uid":"<uid>","annotations":{"n":"1"}}}"""
        );
        return Gen.Select(
            Object(Gen.OneOf(metadata, kind.Strategic)),
            WriteQuery,
            (body, query) => new ApiCall("PATCH", path + query, body, ApiClient.Strategic)
        );
    }

    private static Gen<ApiCall> Delete(string path)
    {
        var options = Object(
            Gen.OneOf(
                Seldom(
                    1,
                    """{"preconditions":{"uid":"<uid>"}}""",
                    """{"preconditions":{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}}""",
                    """{"preconditions":{"resourceVersion":"<version>"}}""",
                    """{"preconditions":{"resourceVersion":"<old>"}}""",
                    """{"preconditions":{"uid":"<uid>","resourceVersion":"<version>"}}""",
                    """{"preconditions":{}}""",
                    """{"preconditions":{"uid":""}}""",
                    """{"preconditions":{"resourceVersion":"x"}}"""
                ),
                Seldom(
                    2,
                    """{"propagationPolicy":"Background"}""",
                    """{"propagationPolicy":"Foreground"}""",
                    """{"propagationPolicy":"Orphan"}""",
                    """{"propagationPolicy":"Sideways"}""",
                    """{"propagationPolicy":""}""",
                    """{"orphanDependents":true}""",
                    """{"orphanDependents":false}""",
                    """{"orphanDependents":true,"propagationPolicy":"Orphan"}"""
                )
            ),
            Seldom(
                3,
                """{"gracePeriodSeconds":0}""",
                """{"gracePeriodSeconds":5}""",
                """{"gracePeriodSeconds":1}""",
                """{"gracePeriodSeconds":60}"""
            ),
            Seldom(
                12,
                """{"dryRun":["All"]}""",
                """{"dryRun":["Some"]}""",
                """{"dryRun":[]}""",
                """{"kind":"DeleteOptions","apiVersion":"v1"}""",
                """{"kind":"Pod","apiVersion":"v1"}""",
                """{"nonsense":1}""",
                """{"gracePeriodSeconds":"x"}"""
            )
        );
        var query = One(
            "?propagationPolicy=Foreground",
            "?propagationPolicy=Sideways",
            "?gracePeriodSeconds=0",
            "?gracePeriodSeconds=7",
            "?orphanDependents=true",
            "?dryRun=All",
            "?gracePeriodSeconds=x"
        );
        return Gen.Frequency(
            (4, Gen.Const(new ApiCall("DELETE", path))),
            (7, options.Select(body => new ApiCall("DELETE", path, body))),
            (2, query.Select(q => new ApiCall("DELETE", path + q))),
            (1, Gen.OneOf(NoJson, One("null")).Select(body => new ApiCall("DELETE", path, body)))
        );
    }

    private static Gen<ApiCall> DeleteCollection(DifferentialKind kind) =>
        Gen.Select(
            Query(
                Mostly(1, Gen.Const(""), Selectors.Select(s => $"labelSelector={s}")),
                Mostly(4, Gen.Const(""), kind.Fields.Select(f => $"fieldSelector={f}"))
            ),
            // Before 1.21 the first pod's grace is that of all; so there they are given one.
            kind.Plural == "pods"
                ? One("""{"gracePeriodSeconds":0}""")
                : One(
                    "",
                    "",
                    "{}",
                    """{"propagationPolicy":"Foreground"}""",
                    """{"propagationPolicy":"Sideways"}""",
                    """{"gracePeriodSeconds":0}""",
                    """{"dryRun":["All"]}"""
                ),
            (query, body) => new ApiCall("DELETE", kind.Collection + query, body.Length == 0 ? null : body)
        );

    private static Gen<ApiCall> Status(DifferentialKind kind, string path)
    {
        path += "/status";
        var patch = Object(
            Seldom(
                4,
                """{"metadata":{"labels":{"app":"status"}}}""",
                """{"metadata":{"resourceVersion":"<old>"}}""",
                """{"metadata":{"finalizers":[]}}""",
                """{"metadata":{"ownerReferences":[]}}"""
            ),
            kind.Statuses
        );
        var replaced = Object(
            Gen.Const($"\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"{kind.Kind}\""),
            MetadataTexts.Replacing.Select(m => $"\"metadata\":{m}"),
            kind.Statuses
        );
        return Gen.Frequency(
            (1, Gen.Const(new ApiCall("GET", path))),
            (kind.Plural == "jobs" ? 0 : 1, replaced.Select(body => new ApiCall("PUT", path, body))),
            (3, Gen.Select(patch, WriteQuery, (body, query) => new ApiCall("PUT", path + query, body) { Changes = true })),
            (3, Gen.Select(patch, WriteQuery, (body, query) => new ApiCall("PATCH", path + query, body, ApiClient.Merge))),
            (1, Object(kind.Statuses).Select(body => new ApiCall("PATCH", path, body, ApiClient.Strategic)))
        );
    }

    /// <summary>Methods, paths and types that are not there.</summary>
    private static Gen<ApiCall> Odd(DifferentialKind kind, string path) =>
        One(
            new ApiCall("POST", path, "{}"),
            new ApiCall("PUT", kind.Collection, "{}"),
            new ApiCall("PATCH", kind.Collection, "{}", ApiClient.Merge),
            new ApiCall("GET", path + "/nonsense"),
            new ApiCall("DELETE", path + "/status"),
            new ApiCall("POST", kind.Collection, "text", "text/plain"),
            new ApiCall("PATCH", path, "{}", "application/json"),
            new ApiCall("PATCH", path + "?force=true", "{}", ApiClient.Merge),
            new ApiCall("GET", kind.Collection.Replace("<namespace>", "no-such-namespace", StringComparison.Ordinal)),
            new ApiCall(
                "POST",
                kind.Collection.Replace("<namespace>", "no-such-namespace", StringComparison.Ordinal),
                $"{{\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"{kind.Kind}\",\"metadata\":{{\"name\":\"a\"}}}}"
            )
        );
}
