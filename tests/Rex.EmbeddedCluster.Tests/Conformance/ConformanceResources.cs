namespace Rex.Embedded.Tests.Conformance;

/// <summary>The custom resources that the suites use.</summary>
public static class ConformanceResources
{
    public const string Widgets = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.conformance.example.com"},
         "spec":{"group":"conformance.example.com","scope":"Namespaced",
          "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList","shortNames":["wd"]},
          "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},
           "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"},{"name":"Ready","type":"string","jsonPath":".status.phase"}],
           "schema":{"openAPIV3Schema":{"type":"object","required":["spec"],"properties":{
            "spec":{"type":"object","required":["size"],"properties":{
             "size":{"type":"integer","minimum":1,"maximum":100},
             "color":{"type":"string","default":"red","enum":["red","green"]},
             "code":{"type":"string","pattern":"^[a-z]{3}$","minLength":3,"maxLength":3},
             "note":{"type":"string","nullable":true},
             "tags":{"type":"array","maxItems":3,"items":{"type":"string"},"x-kubernetes-list-type":"set"},
             "parts":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"count":{"type":"integer","default":1}}}},
             "limits":{"type":"object","additionalProperties":{"type":"string"}},
             "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
             "choice":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"oneOf":[{"required":["a"]},{"required":["b"]}]}}},
            "status":{"type":"object","properties":{"phase":{"type":"string"}}}}}}}]}}
        """;

    /// <summary>Apart from the widgets: before 1.21 server-side apply ignores the schema of a definition that has such a field.</summary>
    public const string Sockets = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"sockets.conformance.example.com"},
         "spec":{"group":"conformance.example.com","scope":"Namespaced",
          "names":{"plural":"sockets","singular":"socket","kind":"Socket","listKind":"SocketList"},
          "versions":[{"name":"v1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object","properties":{"port":{"x-kubernetes-int-or-string":true}}}}}]}}
        """;

    public const string Gadgets = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.conformance.example.com"},
         "spec":{"group":"conformance.example.com","scope":"Namespaced",
          "names":{"plural":"gadgets","singular":"gadget","kind":"Gadget","listKind":"GadgetList"},
          "versions":[{"name":"v1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """;
}
