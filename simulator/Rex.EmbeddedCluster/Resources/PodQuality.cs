using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>A pod's quality of service, by what its containers request (<c>pkg/apis/core/v1/helper/qos</c>).</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(JsonMap spec)
    {
        var containers = (spec.List("containers") ?? JsonList.Empty)
            .Concat(spec.List("initContainers") ?? JsonList.Empty)
            .OfType<JsonMap>()
            .ToList();
        var asked = containers
            .SelectMany(c => Counted.Select(name => (Request: Amount(c, "requests", name), Limit: Amount(c, "limits", name))))
            .ToList();
        if (asked.All(a => a.Request == 0 && a.Limit == 0))
        {
            return "BestEffort";
        }

        return asked.All(a => a.Limit > 0 && a.Request == a.Limit) ? "Guaranteed" : "Burstable";
    }

    private static decimal Amount(JsonMap container, string part, string name) =>
        container.At("resources", part, name) is { } value ? Quantity.Parse(value is JsonText text ? text.Value : value.ToString()) : 0;
}
