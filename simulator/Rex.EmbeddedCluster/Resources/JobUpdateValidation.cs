using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>What may not change in a job's spec (<c>pkg/apis/batch/validation</c>, ValidateJobUpdate).</summary>
internal static class JobUpdateValidation
{
    public static void Validate(JsonMap spec, JsonMap old, ICollection<StatusCause> causes)
    {
        if (spec.Map("selector") is null)
        {
            causes.Add(StatusCause.Required("spec.selector"));
        }

        var labels = spec.At("template", "metadata", "labels") as JsonMap ?? JsonMap.Empty;
        if (spec.At("selector", "matchLabels") is not JsonMap wanted || !wanted.All(w => JsonData.DeepEquals(labels[w.Key], w.Value)))
        {
            causes.Add(StatusCause.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
        }

        foreach (var field in (string[])["completions", "selector", "template"])
        {
            if (!JsonData.DeepEquals(spec[field], old[field]))
            {
                causes.Add(StatusCause.Invalid($"spec.{field}", spec[field], "field is immutable"));
            }
        }
    }
}
