using CsCheck;
using static Rex.Embedded.Tests.Differential.Texts;

namespace Rex.Embedded.Tests.Differential;

/// <summary>
/// The kinds that Rex and its stand-ins write. Values of built-in kinds are of the right type or of the wrong one, but not of the right
/// type and out of bounds: that the embedded cluster does not look at the sense of them is one of its known differences.
/// </summary>
internal static class DifferentialKinds
{
    private static readonly Gen<string> NoStatus = One("""{"status":{}}""", """{"status":{"phase":"Running"}}""");

    private static readonly Gen<string> NameFields = One(
        "metadata.name=a",
        "metadata.name!=a",
        "metadata.namespace=<namespace>",
        "spec.size=1"
    );

    private static readonly DifferentialKind ConfigMap = new("configmaps", "v1", "ConfigMap")
    {
        Content = One(
            """{"data":{"a":"1"}}""",
            """{"data":{"a":"1","b":"two"}}""",
            """{"data":{"a":"3"},"binaryData":{"bin":"YWJj"}}""",
            """{"data":{"a":"1"},"immutable":false}""",
            """{"data":{}}""",
            """{"data":null}""",
            """{"data":{"a":1}}""",
            """{"data":{"a":null}}""",
            """{"binaryData":{"bin":"%"}}""",
            """{"data":"text"}""",
            """{"nonsense":1}""",
            ""
        ),
        Changes = One(
            """{"data":{"a":"1"}}""",
            """{"data":{"b":"2"}}""",
            """{"data":{"a":null}}""",
            """{"data":null}""",
            """{"data":{"a":1}}""",
            """{"data":{"a":{"b":null}}}""",
            """{"nonsense":{"a":1}}""",
            """{"kind":"Pod"}""",
            """{"apiVersion":"v2"}""",
            ""
        ),
        Operations = One(
            """{"op":"add","path":"/data/a","value":"4"}""",
            """{"op":"remove","path":"/data/a"}""",
            """{"op":"replace","path":"/data/b","value":"5"}""",
            """{"op":"test","path":"/data/a","value":"1"}""",
            """{"op":"move","from":"/data/a","path":"/data/b"}""",
            """{"op":"copy","from":"/data/a","path":"/data/c"}""",
            """{"op":"add","path":"/data","value":{"z":"1"}}""",
            """{"op":"add","path":"/data/a","value":5}"""
        ),
        Strategic = One(
            """{"data":{"a":"6"}}""",
            """{"$patch":"replace","metadata":{"name":"a"},"data":{"only":"this"}}""",
            """{"data":{"c":"7"}}"""
        ),
        Statuses = NoStatus,
        Fields = NameFields,
    };

    private static readonly DifferentialKind Pod = new("pods", "v1", "Pod")
    {
        Content = Object(
                One(
                    """{"containers":[{"name":"main","image":"a:1"}]}""",
                    """{"containers":[{"name":"main","image":"a"},{"name":"side","image":"b:2","args":["x"]}]}""",
                    """{"containers":[{"name":"main","image":"a:latest","resources":{"limits":{"cpu":"1"}}}]}""",
                    """{"containers":[{"name":"main","image":"a:1","resources":{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"cpu":"1","memory":"1Gi"}}}]}""",
                    """{"containers":[{"name":"main","image":"a:1","env":[{"name":"A","value":"1"}],"ports":[{"containerPort":80}]}],"initContainers":[{"name":"i","image":"c@sha256:0"}]}"""
                ),
                Seldom(1, "", """{"nodeName":"n1"}"""),
                Seldom(4, """{"restartPolicy":"Never"}""", """{"restartPolicy":"OnFailure"}"""),
                Seldom(
                    6,
                    """{"terminationGracePeriodSeconds":0}""",
                    """{"terminationGracePeriodSeconds":5}""",
                    """{"terminationGracePeriodSeconds":"5"}"""
                ),
                Seldom(
                    6,
                    """{"tolerations":[{"key":"a","operator":"Exists"}]}""",
                    """{"tolerations":[{"operator":"Exists"}]}""",
                    """{"activeDeadlineSeconds":50}""",
                    """{"serviceAccountName":"sa"}""",
                    """{"hostNetwork":true}""",
                    """{"nonsense":1}"""
                )
            )
            .Select(spec => $"\"spec\":{spec}"),
        Changes = One(
            """{"spec":{"activeDeadlineSeconds":40}}""",
            """{"spec":{"tolerations":[{"key":"b","operator":"Exists","effect":"NoSchedule"}]}}""",
            """{"spec":{"terminationGracePeriodSeconds":7}}""",
            """{"spec":{"nodeName":"n2"}}""",
            """{"spec":{"containers":[{"name":"main","image":"new:1"}]}}""",
            """{"spec":{"restartPolicy":"Never"}}""",
            """{"status":{"phase":"Failed"}}""",
            """{"spec":{"nonsense":1}}""",
            """{"spec":{"activeDeadlineSeconds":"x"}}""",
            ""
        ),
        Operations = One(
            """{"op":"replace","path":"/spec/containers/0/image","value":"new:2"}""",
            """{"op":"test","path":"/status/phase","value":"Pending"}""",
            """{"op":"add","path":"/spec/initContainers","value":[{"name":"late","image":"l"}]}""",
            """{"op":"remove","path":"/spec/tolerations"}""",
            """{"op":"add","path":"/spec/tolerations/0","value":{"key":"c","operator":"Exists"}}""",
            """{"op":"replace","path":"/spec/containers/7/image","value":"x"}""",
            """{"op":"add","path":"/spec/nodeName","value":"n3"}"""
        ),
        Strategic = One(
            """{"spec":{"containers":[{"name":"main","image":"new:3"}]}}""",
            """{"spec":{"containers":[{"name":"side","image":"new:4"}]}}""",
            """{"spec":{"containers":[{"name":"side","$patch":"delete"}]}}""",
            """{"spec":{"containers":[{"image":"no-name"}]}}""",
            """{"spec":{"tolerations":[{"key":"d","operator":"Exists"}]}}""",
            """{"spec":{"$setElementOrder/containers":[{"name":"side"},{"name":"main"}],"containers":[{"name":"main","image":"new:5"}]}}"""
        ),
        Statuses = One(
            """{"status":{"phase":"Running"}}""",
            """{"status":{"phase":"Succeeded"}}""",
            """{"status":{"phase":"Failed","reason":"Evicted","message":"m"}}""",
            """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""",
            """{"status":{"conditions":[{"type":"Ready","status":"False"},{"type":"PodScheduled","status":"True"}]}}""",
            """{"status":{"phase":null}}""",
            """{"status":{"phase":5}}""",
            """{"status":{"phase":"Running"},"spec":{"nodeName":"n9"}}"""
        ),
        Fields = Gen.OneOf(
            NameFields,
            One("status.phase=Pending", "status.phase!=Pending", "spec.nodeName=n1", "spec.nodeName=", "spec.restartPolicy=Never")
        ),
    };

    private static readonly DifferentialKind Job = new("jobs", "batch/v1", "Job")
    {
        Content = Object(
                One(
                    """{"parallelism":1}""",
                    """{"parallelism":2}""",
                    """{"completions":3}""",
                    """{"completions":2,"parallelism":2}""",
                    "",
                    ""
                ),
                Seldom(3, """{"backoffLimit":0}""", """{"activeDeadlineSeconds":60}""", """{"backoffLimit":"x"}"""),
                One(
                    """{"template":{"metadata":{"labels":{"run":"y"}},"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"a:1"}]}}}""",
                    """{"template":{"metadata":{"labels":{"run":"x"}},"spec":{"restartPolicy":"OnFailure","containers":[{"name":"main","image":"a"}]}}}"""
                )
            )
            .Select(spec => $"\"spec\":{spec}"),
        Changes = One(
            """{"spec":{"parallelism":0}}""",
            """{"spec":{"parallelism":3}}""",
            """{"spec":{"activeDeadlineSeconds":30}}""",
            """{"spec":{"backoffLimit":4}}""",
            """{"spec":{"parallelism":null}}""",
            """{"spec":{"parallelism":"many"}}""",
            """{"status":{"active":1}}""",
            ""
        ),
        Operations = One(
            """{"op":"replace","path":"/spec/parallelism","value":5}""",
            """{"op":"test","path":"/spec/backoffLimit","value":6}""",
            """{"op":"add","path":"/spec/activeDeadlineSeconds","value":20}""",
            """{"op":"remove","path":"/spec/activeDeadlineSeconds"}"""
        ),
        Strategic = One("""{"spec":{"parallelism":6}}""", """{"spec":{"backoffLimit":null}}"""),
        Statuses = One(
            """{"status":{"active":1,"startTime":"2024-01-01T00:00:00Z"}}""",
            """{"status":{"succeeded":1}}""",
            """{"status":{"conditions":[{"type":"Complete","status":"True"}],"succeeded":1,"startTime":"2024-01-01T00:00:00Z","completionTime":"2024-01-01T00:01:00Z"}}""",
            """{"status":{"failed":"x"}}""",
            """{"status":{"active":0}}""",
            """{"status":{"startTime":"2024-01-01T00:00:00.5Z"}}"""
        ),
        Fields = Gen.OneOf(NameFields, One("status.successful=0", "status.successful=1", "status.successful!=0")),
    };

    private static readonly DifferentialKind Lease = new("leases", "coordination.k8s.io/v1", "Lease")
    {
        Content = One(
            """{"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"2024-01-01T00:00:00.000000Z","leaseTransitions":1}}""",
            """{"spec":{"holderIdentity":"you"}}""",
            """{"spec":{"holderIdentity":""}}""",
            """{"spec":{"acquireTime":"2024-01-01T00:00:00.123456Z","renewTime":null}}""",
            """{"spec":{"holderIdentity":5}}""",
            """{"spec":{"renewTime":"now"}}""",
            """{"spec":{}}""",
            ""
        ),
        Changes = One(
            """{"spec":{"holderIdentity":"them"}}""",
            """{"spec":{"holderIdentity":null}}""",
            """{"spec":{"leaseTransitions":2}}""",
            """{"spec":{"leaseTransitions":0}}""",
            """{"spec":{"renewTime":"2024-01-01T00:00:07.000001Z"}}""",
            """{"spec":{"leaseDurationSeconds":"x"}}""",
            """{"spec":null}""",
            ""
        ),
        Operations = One(
            """{"op":"replace","path":"/spec/holderIdentity","value":"next"}""",
            """{"op":"test","path":"/spec/holderIdentity","value":"me"}""",
            """{"op":"remove","path":"/spec/holderIdentity"}"""
        ),
        Strategic = One("""{"spec":{"holderIdentity":"strategic"}}""", """{"spec":{"$patch":"delete"}}"""),
        Statuses = NoStatus,
        Fields = NameFields,
    };

    private static readonly DifferentialKind Widget = new("widgets", "conformance.example.com/v1", "Widget")
    {
        Content = Members(
            Object(
                    Mostly(
                        8,
                        One("""{"size":1}""", """{"size":2}""", """{"size":100}"""),
                        One("""{"size":0}""", """{"size":101}""", """{"size":1.5}""", """{"size":"1"}""", """{"size":null}""", "")
                    ),
                    Seldom(4, """{"color":"green"}""", """{"color":null}""", """{"color":"blue"}""", """{"color":5}"""),
                    Seldom(6, """{"code":"abc"}""", """{"code":"ABC"}""", """{"code":"ab"}""", """{"code":"abcd"}""", """{"code":null}"""),
                    Seldom(
                        6,
                        """{"note":null}""",
                        """{"note":"n"}""",
                        """{"tags":["a","b"]}""",
                        """{"tags":["a","a"]}""",
                        """{"tags":[1]}""",
                        """{"tags":[]}"""
                    ),
                    Seldom(
                        6,
                        """{"parts":[{"name":"x"},{"name":"y","count":5}]}""",
                        """{"parts":[{"count":1}]}""",
                        """{"parts":[{"name":"x","more":1}]}""",
                        """{"parts":[null]}""",
                        """{"parts":{}}"""
                    ),
                    Seldom(
                        6,
                        """{"free":{"any":{"thing":[1,null,{"x":null}]}}}""",
                        """{"limits":{"cpu":"1"}}""",
                        """{"limits":{"cpu":1}}""",
                        """{"choice":{"a":"1"}}""",
                        """{"choice":{"a":"1","b":"2"}}""",
                        """{"unknown":{"a":1}}"""
                    )
                )
                .Select(spec => $"\"spec\":{spec}"),
            Seldom(6, """{"status":{"phase":"Running"}}""", """{"extra":1}""")
        ),
        Changes = One(
            """{"spec":{"size":3}}""",
            """{"spec":{"size":4,"color":"green"}}""",
            """{"spec":{"color":null}}""",
            """{"spec":{"size":null}}""",
            """{"spec":{"size":"x"}}""",
            """{"spec":{"parts":[{"name":"z"}]}}""",
            """{"spec":{"free":{"a":{"b":1}}}}""",
            """{"spec":{"free":{"a":{"b":null}}}}""",
            """{"spec":{"note":null}}""",
            """{"spec":null}""",
            """{"status":{"phase":"Failed"}}""",
            """{"unknown":1}""",
            """{"kind":"Gadget"}""",
            ""
        ),
        Operations = One(
            """{"op":"replace","path":"/spec/size","value":7}""",
            """{"op":"test","path":"/spec/size","value":1}""",
            """{"op":"add","path":"/spec/tags","value":["t"]}""",
            """{"op":"add","path":"/spec/tags/-","value":"u"}""",
            """{"op":"remove","path":"/spec/tags/0"}""",
            """{"op":"remove","path":"/spec"}""",
            """{"op":"add","path":"/status","value":{"phase":"x"}}""",
            """{"op":"move","from":"/spec/note","path":"/spec/code"}"""
        ),
        Strategic = One("""{"spec":{"size":8}}"""),
        Statuses = One(
            """{"status":{"phase":"Running"}}""",
            """{"status":{"phase":"Failed","more":1}}""",
            """{"status":{"phase":5}}""",
            """{"status":{}}""",
            """{"status":null}""",
            """{"status":"text"}""",
            """{"status":{"phase":"Running"},"spec":{"size":50}}"""
        ),
        Fields = NameFields,
    };

    private static readonly DifferentialKind Gadget = new("gadgets", "conformance.example.com/v1", "Gadget")
    {
        Content = One(
            """{"spec":{"deep":{"er":[{"x":1.5},null,[]]}}}""",
            """{"spec":{"suspend":true},"status":{"phase":"Running"}}""",
            """{"status":{"phase":"Running","nodes":{"n-1":{"phase":"Pending","children":["n-2"]}}}}""",
            """{"top":null,"list":[1,1.5,12345678901234]}""",
            """{"spec":"text"}""",
            """{"spec":{"a":{"apiVersion":"v1","kind":"Pod","metadata":{"name":5,"nonsense":1}}}}""",
            ""
        ),
        Changes = One(
            """{"spec":{"suspend":null}}""",
            """{"status":{"phase":"Failed"}}""",
            """{"status":{"nodes":{"n-1":{"phase":"Failed"}}}}""",
            """{"status":{"nodes":{"n-1":null}}}""",
            """{"status":null}""",
            """{"spec":{"deep":{"er":[]}}}""",
            """{"spec":{"a":{"b":{"c":null,"d":1}}}}""",
            """{"apiVersion":"conformance.example.com/v2"}""",
            ""
        ),
        Operations = One(
            """{"op":"add","path":"/status/phase","value":"Succeeded"}""",
            """{"op":"test","path":"/status/phase","value":"Running"}""",
            """{"op":"test","path":"/spec/none","value":null}""",
            """{"op":"remove","path":"/status/nodes/n-1"}""",
            """{"op":"replace","path":"/spec/deep/er/0/x","value":2}""",
            """{"op":"copy","from":"/status","path":"/was"}""",
            """{"op":"add","path":"/a~1b~0c","value":1}""",
            """{"op":"add","path":"","value":{}}"""
        ),
        Strategic = One("""{"spec":{}}"""),
        Statuses = NoStatus,
        Fields = NameFields,
    };

    /// <summary>Gets the kinds. Those with most rules come up most often.</summary>
    public static Gen<DifferentialKind> Any { get; } =
        Gen.Frequency(
            (3, Gen.Const(ConfigMap)),
            (3, Gen.Const(Pod)),
            (2, Gen.Const(Job)),
            (2, Gen.Const(Lease)),
            (4, Gen.Const(Widget)),
            (3, Gen.Const(Gadget))
        );
}
