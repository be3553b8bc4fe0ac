using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The defaults of a pod's spec (<c>pkg/apis/core/v1/defaults.go</c>).</summary>
internal static class PodDefaults
{
    public static JsonMap OfSpec(JsonMap spec)
    {
        spec = Default(spec, "restartPolicy", "Always");
        spec = Default(spec, "terminationGracePeriodSeconds", 30);
        spec = Default(spec, "dnsPolicy", "ClusterFirst");
        spec = Default(spec, "securityContext", JsonMap.Empty);
        spec = Default(spec, "schedulerName", "default-scheduler");
        spec = Default(spec, "enableServiceLinks", true);
        foreach (var field in (string[])["containers", "initContainers"])
        {
            if (spec.List(field) is { } containers)
            {
                spec = spec.With(field, containers.Map((container, _) => container is JsonMap map ? OfContainer(map) : container));
            }
        }

        return spec;
    }

    public static JsonMap Default(JsonMap map, string name, JsonData value) => map[name] is null or JsonNull ? map.With(name, value) : map;

    private static JsonMap OfContainer(JsonMap container)
    {
        container = Default(container, "resources", JsonMap.Empty);
        container = Default(container, "terminationMessagePath", "/dev/termination-log");
        container = Default(container, "terminationMessagePolicy", "File");
        var image = container.Text("image") ?? "";
        var tagged = image.LastIndexOf(':') > image.LastIndexOf('/') && !image.EndsWith(":latest", StringComparison.Ordinal);
        return Default(container, "imagePullPolicy", tagged || image.Contains('@', StringComparison.Ordinal) ? "IfNotPresent" : "Always");
    }
}
