using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>Jobs: generated selector and pod labels, and dependents that are orphaned by default.</summary>
internal sealed class JobStrategy : ResourceStrategy
{
    public static readonly JobStrategy Instance = new();

    public override PropagationDefault DefaultPropagation => PropagationDefault.Orphan;

    public override bool CountsGenerations => true;

    public override JsonMap PrepareForCreate(JsonMap obj)
    {
        var spec = Defaults(obj.Map("spec") ?? JsonMap.Empty);
        if (spec.Truth("manualSelector") != true)
        {
            spec = WithGeneratedSelector(spec, ObjectMetadata.Of(obj));
        }

        return WithLabels(base.PrepareForCreate(obj.With("spec", spec).With("status", JsonMap.Empty)));
    }

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        WithLabels(base.PrepareForUpdate(obj.With("spec", Defaults(obj.Map("spec") ?? JsonMap.Empty)).With("status", old["status"]), old));

    public override JsonMap PrepareForStatusUpdate(JsonMap obj, JsonMap old) => WithLabels(base.PrepareForStatusUpdate(obj, old));

    public override void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes)
    {
        // The pods' labels hold the job's name, which can be longer than a label's value may be.
        MetadataValidation.ValidateLabels(obj.At("spec", "template", "metadata", "labels") as JsonMap, "spec.template.labels", causes);
        if (old is not null)
        {
            JobUpdateValidation.Validate(obj.Map("spec") ?? JsonMap.Empty, old.Map("spec") ?? JsonMap.Empty, causes);
        }
    }

    public override string? SelectableField(JsonMap obj, string field) =>
        field == "status.successful"
            ? ((obj.At("status", "succeeded") as JsonNumber)?.Integer ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;

    /// <summary>A job without labels has those of its pods.</summary>
    private static JsonMap WithLabels(JsonMap job) =>
        ObjectMetadata.Of(job).Labels is { Count: > 0 }
            ? job
            : job.WithMetadata("labels", job.At("spec", "template", "metadata", "labels"));

    private static JsonMap Defaults(JsonMap spec)
    {
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec = spec.With("completions", 1).With("parallelism", 1);
        }

        spec = PodDefaults.Default(spec, "parallelism", 1);
        spec = PodDefaults.Default(spec, "backoffLimit", 6);
        spec = PodDefaults.Default(spec, "completionMode", "NonIndexed");
        spec = PodDefaults.Default(spec, "suspend", false);
        return spec.At("template", "spec") is JsonMap pod ? spec.WithAt(["template", "spec"], PodDefaults.OfTemplate(pod)) : spec;
    }

    private static JsonMap WithGeneratedSelector(JsonMap spec, ObjectMetadata metadata)
    {
        var labels = (spec.At("template", "metadata", "labels") as JsonMap ?? JsonMap.Empty).ToBuilder();
        labels.Set("batch.kubernetes.io/controller-uid", new JsonText(metadata.Uid));
        labels.Set("batch.kubernetes.io/job-name", new JsonText(metadata.Name));
        labels.Set("controller-uid", new JsonText(metadata.Uid));
        labels.Set("job-name", new JsonText(metadata.Name));
        return spec.WithAt(["template", "metadata", "labels"], labels.Build())
            .With("selector", JsonMap.Of(("matchLabels", JsonMap.Of(("batch.kubernetes.io/controller-uid", metadata.Uid)))));
    }
}
