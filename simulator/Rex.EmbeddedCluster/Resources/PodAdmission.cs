using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>What the admission plugins Priority and DefaultTolerationSeconds, which run everywhere, put into every pod.</summary>
internal static class PodAdmission
{
    public static JsonMap Admit(JsonMap spec)
    {
        spec = PodDefaults.Default(spec, "priority", 0);
        spec = PodDefaults.Default(spec, "preemptionPolicy", "PreemptLowerPriority");
        var tolerations = spec.List("tolerations") ?? JsonList.Empty;
        foreach (var taint in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (!tolerations.OfType<JsonMap>().Any(toleration => Tolerates(toleration, taint)))
            {
                tolerations = JsonList.Of(
                    tolerations.Append(
                        JsonMap.Of(("key", taint), ("operator", "Exists"), ("effect", "NoExecute"), ("tolerationSeconds", 300))
                    )
                );
            }
        }

        return spec.With("tolerations", tolerations);
    }

    private static bool Tolerates(JsonMap toleration, string taint) =>
        (string.IsNullOrEmpty(toleration.Text("key")) || toleration.Text("key") == taint)
        && (toleration.Text("effect") ?? "") is "" or "NoExecute";
}
