using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>What may change in a pod's spec, which is little (<c>pkg/apis/core/validation</c>, ValidatePodUpdate).</summary>
internal static class PodUpdateValidation
{
    private const string Allowed =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static void Validate(JsonMap spec, JsonMap old, ICollection<StatusCause> causes)
    {
        foreach (var field in (string[])["containers", "initContainers"])
        {
            var (now, then) = (spec.List(field) ?? JsonList.Empty, old.List(field) ?? JsonList.Empty);
            if (now.Count != then.Count)
            {
                causes.Add(StatusCause.Forbidden($"spec.{field}", "pod updates may not add or remove containers"));
                return;
            }

            for (var index = 0; index < now.Count; index++)
            {
                if (now[index] is JsonMap container && string.IsNullOrEmpty(container.Text("image")))
                {
                    causes.Add(StatusCause.Required($"spec.{field}[{index}].image"));
                }
            }
        }

        ValidateDeadline(spec["activeDeadlineSeconds"], old["activeDeadlineSeconds"], causes);
        var tolerations = spec.List("tolerations") ?? JsonList.Empty;
        if (!(old.List("tolerations") ?? JsonList.Empty).All(kept => tolerations.Any(now => IsSame(now, kept))))
        {
            const string why = "existing toleration can not be modified except its tolerationSeconds";
            causes.Add(StatusCause.Forbidden("spec.tolerations", why));
        }

        if (!JsonData.DeepEquals(WithoutChangeable(spec, old), old))
        {
            causes.Add(StatusCause.Forbidden("spec", Allowed));
        }
    }

    private static void ValidateDeadline(JsonData? now, JsonData? then, ICollection<StatusCause> causes)
    {
        const string field = "spec.activeDeadlineSeconds";
        if ((then as JsonNumber)?.Integer is not { } old)
        {
            return;
        }

        if ((now as JsonNumber)?.Integer is not { } seconds)
        {
            causes.Add(StatusCause.Invalid(field, "null", "must not update from a positive integer to nil value"));
        }
        else if (seconds > old)
        {
            causes.Add(StatusCause.Invalid(field, now, "must be less than or equal to previous value"));
        }
    }

    private static bool IsSame(JsonData now, JsonData kept) =>
        now is JsonMap one
        && kept is JsonMap other
        && JsonData.DeepEquals(one.Without("tolerationSeconds"), other.Without("tolerationSeconds"));

    /// <summary>The new spec with the old one's values wherever a change is allowed.</summary>
    private static JsonMap WithoutChangeable(JsonMap spec, JsonMap old)
    {
        foreach (var field in (string[])["containers", "initContainers"])
        {
            if (spec.List(field) is { } containers && old.List(field) is { } then)
            {
                spec = spec.With(
                    field,
                    containers.Map((one, index) => one is JsonMap map ? map.With("image", (then[index] as JsonMap)?["image"]) : one)
                );
            }
        }

        if (
            (old["terminationGracePeriodSeconds"] as JsonNumber)?.Integer < 0
            && spec["terminationGracePeriodSeconds"] is JsonNumber { Integer: 1 }
        )
        {
            spec = spec.With("terminationGracePeriodSeconds", old["terminationGracePeriodSeconds"]);
        }

        return spec.With("activeDeadlineSeconds", old["activeDeadlineSeconds"]).With("tolerations", old["tolerations"]);
    }
}
