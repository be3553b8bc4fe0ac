using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The defaults of a pod's spec (<c>pkg/apis/core/v1/defaults.go</c>).</summary>
internal static class PodDefaults
{
    /// <summary>The defaults of a pod: those of any template, and some more.</summary>
    public static JsonMap OfSpec(JsonMap spec)
    {
        spec = Default(OfTemplate(spec), "enableServiceLinks", true);
        spec = EachContainer(spec, WithRequests);
        return spec.Truth("hostNetwork") == true ? EachContainer(spec, WithHostPorts) : spec;
    }

    /// <summary>The defaults of the pods that another kind makes.</summary>
    public static JsonMap OfTemplate(JsonMap spec)
    {
        spec = Default(spec, "restartPolicy", "Always");
        spec = Default(spec, "terminationGracePeriodSeconds", 30);
        spec = Default(spec, "dnsPolicy", "ClusterFirst");
        spec = Default(spec, "securityContext", JsonMap.Empty);
        spec = Default(spec, "schedulerName", "default-scheduler");
        // The older name of the account says the same.
        var account = spec.Text("serviceAccountName") is { Length: > 0 } name ? name : spec.Text("serviceAccount");
        spec = string.IsNullOrEmpty(account) ? spec : spec.With("serviceAccountName", account).With("serviceAccount", account);
        return EachContainer(spec, OfContainer);
    }

    public static JsonMap Default(JsonMap map, string name, JsonData value) => map[name] is null or JsonNull ? map.With(name, value) : map;

    private static JsonMap EachContainer(JsonMap spec, Func<JsonMap, JsonMap> change)
    {
        foreach (var field in (string[])["containers", "initContainers"])
        {
            if (spec.List(field) is { } containers)
            {
                spec = spec.With(field, containers.Map((container, _) => container is JsonMap map ? change(map) : container));
            }
        }

        return spec;
    }

    /// <summary>What is limited and not requested is requested up to the limit.</summary>
    private static JsonMap WithRequests(JsonMap container)
    {
        if (container.At("resources", "limits") is not JsonMap limits)
        {
            return container;
        }

        var requests = container.At("resources", "requests") as JsonMap ?? JsonMap.Empty;
        return container.WithAt(
            ["resources", "requests"],
            limits.Aggregate(requests, (all, limit) => Default(all, limit.Key, limit.Value))
        );
    }

    /// <summary>On the node's own network a port is the node's.</summary>
    private static JsonMap WithHostPorts(JsonMap container) =>
        container.List("ports") is { } ports
            ? container.With(
                "ports",
                ports.Map((port, _) => port is JsonMap map && map["containerPort"] is { } number ? Default(map, "hostPort", number) : port)
            )
            : container;

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
