using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Objects;

/// <summary>What a DELETE asks for, in its body or its query.</summary>
internal sealed record DeleteOptions
{
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Gets Orphan, Background or Foreground.</summary>
    public string? PropagationPolicy { get; init; }

    /// <summary>Gets the older way to say Orphan (true) or Background (false).</summary>
    public bool? OrphanDependents { get; init; }

    public string? PreconditionUid { get; init; }

    public string? PreconditionResourceVersion { get; init; }

    public bool DryRun { get; init; }

    private JsonData? UnknownDryRun { get; init; }

    public static DeleteOptions From(JsonMap json, bool dryRun)
    {
        var options = new DeleteOptions
        {
            GracePeriodSeconds = json.Integer("gracePeriodSeconds"),
            PropagationPolicy = json.Text("propagationPolicy"),
            OrphanDependents = json.Truth("orphanDependents"),
            PreconditionUid = (json.At("preconditions", "uid") as JsonText)?.Value,
            PreconditionResourceVersion = (json.At("preconditions", "resourceVersion") as JsonText)?.Value,
            DryRun = dryRun || json.List("dryRun")?.Any(d => d is JsonText { Value: "All" }) == true,
            UnknownDryRun = json.List("dryRun")?.FirstOrDefault(d => d is not JsonText { Value: "All" }),
        };
        options.Validate();
        return options;
    }

    private void Validate()
    {
        var causes = new List<StatusCause>();
        if (PropagationPolicy is not (null or "Orphan" or "Background" or "Foreground"))
        {
            causes.Add(StatusCause.NotSupported("propagationPolicy", PropagationPolicy, ["Background", "Foreground", "Orphan"]));
        }

        if (UnknownDryRun is not null)
        {
            causes.Add(StatusCause.NotSupported("dryRun", UnknownDryRun, ["All"]));
        }

        if (PropagationPolicy is not null && OrphanDependents is not null)
        {
            causes.Add(
                StatusCause.Invalid("propagationPolicy", PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set")
            );
        }

        if (causes.Count > 0)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "DeleteOptions", "", causes);
        }
    }
}
