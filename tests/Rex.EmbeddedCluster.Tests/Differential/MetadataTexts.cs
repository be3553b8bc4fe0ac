using CsCheck;
using static Rex.Embedded.Tests.Differential.Texts;

namespace Rex.Embedded.Tests.Differential;

/// <summary>The metadata of what is written, right and wrong.</summary>
internal static class MetadataTexts
{
    private static readonly Gen<string> Labels = Gen.OneOf(
        Seldom(
            1,
            """{"labels":{"app":"x"}}""",
            """{"labels":{"app":"y","tier":"1"}}""",
            """{"labels":{"example.com/part-of":"z","tier":"2"}}""",
            """{"labels":{}}"""
        ),
        Seldom(
            12,
            """{"labels":{"app":"-x"}}""",
            """{"labels":{"a/b/c":"x","_":"owner/name"}}""",
            """{"labels":{"app":1}}""",
            """{"labels":["app"]}""",
            """{"labels":null}""",
            """{"labels":{"app":null}}"""
        )
    );

    private static readonly Gen<string> Annotations = Seldom(
        5,
        """{"annotations":{"example.com/note":"any text: {}"}}""",
        """{"annotations":{"a":"","b":"2"}}""",
        """{"annotations":{"not valid":"x"}}""",
        """{"annotations":{"a":true}}""",
        """{"annotations":{}}"""
    );

    private static readonly Gen<string> FinalizerLists = Seldom(
        3,
        """{"finalizers":["example.com/hold"]}""",
        """{"finalizers":["example.com/hold","example.com/more"]}""",
        """{"finalizers":["example.com/hold","example.com/hold"]}""",
        """{"finalizers":["foregroundDeletion"]}""",
        """{"finalizers":["orphan"]}""",
        """{"finalizers":["orphan","foregroundDeletion"]}""",
        """{"finalizers":["unqualified"]}""",
        """{"finalizers":[]}""",
        """{"finalizers":null}""",
        """{"finalizers":["not valid"]}""",
        """{"finalizers":"example.com/hold"}"""
    );

    private static readonly Gen<string> Owners = Seldom(
        7,
        """{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"<uid configmaps/a>"}]}""",
        """{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"never-was","uid":"7a1d8b5e-0000-4000-8000-000000000000","controller":true}]}""",
        """{"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"a","uid":"1","controller":true},{"apiVersion":"v1","kind":"Pod","name":"b","uid":"2","controller":true}]}""",
        """{"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"a","uid":"1","blockOwnerDeletion":true,"controller":false}]}""",
        """{"ownerReferences":[{"apiVersion":"v1","kind":"Event","name":"a","uid":"1"}]}""",
        """{"ownerReferences":[{"name":"a"}]}""",
        """{"ownerReferences":[{}]}""",
        """{"ownerReferences":[]}""",
        """{"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"a","uid":"1","controller":"yes"}]}"""
    );

    private static readonly Gen<string> ServerOwned = Seldom(
        10,
        """{"generation":7}""",
        """{"generation":"7"}""",
        """{"creationTimestamp":"2001-01-01T00:00:00Z"}""",
        """{"creationTimestamp":null}""",
        """{"creationTimestamp":"yesterday"}""",
        """{"deletionTimestamp":"2001-01-01T00:00:00Z"}""",
        """{"deletionTimestamp":"2001-01-01T00:00:00Z","deletionGracePeriodSeconds":3}""",
        """{"deletionGracePeriodSeconds":3}""",
        """{"deletionTimestamp":null}""",
        """{"selfLink":"/x"}""",
        """{"nonsense":{"a":1}}""",
        """{"managedFields":[]}"""
    );

    private static readonly Gen<string> Namespaces = Seldom(
        12,
        """{"namespace":"<namespace>"}""",
        """{"namespace":"default"}""",
        """{"namespace":""}""",
        """{"namespace":null}"""
    );

    private static readonly Gen<string> Names = Mostly(
        7,
        One("a", "a", "b", "c").Select(n => $"\"name\":\"{n}\""),
        Mostly(
            2,
            One("""{"generateName":"gen-<step>-"}"""),
            One(
                """{"name":"Upper"}""",
                """{"name":"a/b"}""",
                """{"name":""}""",
                """{"name":"a.b"}""",
                """{"name":null}""",
                """{"name":1}""",
                """{"generateName":"Upper-"}""",
                """{"generateName":""}""",
                ""
            )
        )
    );

    /// <summary>Resource versions: none, the current one, an old one, and wrong ones.</summary>
    private static readonly Gen<string> Versions = Seldom(
        1,
        "",
        "",
        """{"resourceVersion":"<version>"}""",
        """{"resourceVersion":"<version>"}""",
        """{"resourceVersion":"<old>"}""",
        """{"resourceVersion":"1"}""",
        """{"resourceVersion":"0"}""",
        """{"resourceVersion":""}""",
        """{"resourceVersion":null}""",
        """{"resourceVersion":"99999999999"}""",
        """{"resourceVersion":"x"}""",
        """{"resourceVersion":"-1"}""",
        """{"resourceVersion":5}"""
    );

    private static readonly Gen<string> Uids = Seldom(
        9,
        """{"uid":"<uid>"}""",
        """{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}""",
        """{"uid":""}""",
        """{"uid":null}"""
    );

    /// <summary>Gets the metadata of an object to create.</summary>
    public static Gen<string> Created { get; } =
        Object(
            Names,
            Labels,
            Annotations,
            FinalizerLists,
            Owners,
            ServerOwned,
            Namespaces,
            Seldom(
                30,
                """{"resourceVersion":"5"}""",
                """{"resourceVersion":"0"}""",
                """{"resourceVersion":""}""",
                """{"resourceVersion":"x"}"""
            ),
            Seldom(30, """{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}""")
        );

    /// <summary>Gets members of metadata to change, but not of what goes by its uid.</summary>
    public static Gen<string> ChangesButUid { get; } =
        Members(Labels, Annotations, FinalizerLists, Owners, ServerOwned, Namespaces, Versions);

    /// <summary>Gets members of metadata to change.</summary>
    public static Gen<string> Changes { get; } = Members(ChangesButUid, Uids);

    /// <summary>Gets the metadata of an object that replaces another one.</summary>
    public static Gen<string> Replacing { get; } =
        Object(Mostly(15, One("""{"name":"<name>"}"""), One("""{"name":"other"}""", "", """{"name":""}""", """{"name":2}""")), Changes);
}
