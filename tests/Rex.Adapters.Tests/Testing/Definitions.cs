using System.Text.Json.Nodes;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Definitions of the platform's own resources, as loose as the platform's.</summary>
public static class Definitions
{
    public static JsonObject CodeRun => Of("agents.platform", "v1", "coderuns", "CodeRun", hasStatus: true);

    public static JsonObject Workflow => Of("argoproj.io", "v1alpha1", "workflows", "Workflow", hasStatus: false);

    public static JsonObject TaskResult => Of("argoproj.io", "v1alpha1", "workflowtaskresults", "WorkflowTaskResult", hasStatus: false);

    private static JsonObject Of(string group, string version, string plural, string kind, bool hasStatus)
    {
        var served = new JsonObject
        {
            ["name"] = version,
            ["served"] = true,
            ["storage"] = true,
            ["schema"] = new JsonObject
            {
                ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
            },
        };
        if (hasStatus)
        {
            served["subresources"] = new JsonObject { ["status"] = new JsonObject() };
        }

        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{plural}.{group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = group,
                ["scope"] = "Namespaced",
                ["names"] = new JsonObject
                {
                    ["kind"] = kind,
                    ["plural"] = plural,
                    ["singular"] = kind.ToLowerInvariant(),
                    ["listKind"] = $"{kind}List",
                },
                ["versions"] = new JsonArray(served),
            },
        };
    }
}
