namespace Rex.Simulator.Argo;

/// <summary>A version of Argo Workflows, as the differences that can be seen from outside.</summary>
/// <param name="Name">The version's number.</param>
/// <param name="WritesBackToCache">
/// After a write the controller puts its own copy, with the new resourceVersion, into its cache instead of waiting for the watch.
/// </param>
/// <param name="LabelsWithTemplate">The workflow gets a label that names its WorkflowTemplate.</param>
/// <param name="ChecksUidOnReapply">After a conflict nothing is re-applied onto another object of the same name.</param>
/// <param name="RetriesAsNew">A retried workflow has no phase until the controller takes it up as a new one, else Running at once.</param>
/// <param name="EndsRetriesOnShutdown">On shutdown a Retry node fails whose attempts have all ended, also while the workflow is suspended.</param>
/// <param name="ReadsBrotliNodes">Compressed nodes may be Brotli, not gzip alone.</param>
internal sealed record ArgoVersion(
    string Name,
    bool WritesBackToCache,
    bool LabelsWithTemplate,
    bool ChecksUidOnReapply,
    bool RetriesAsNew,
    bool EndsRetriesOnShutdown,
    bool ReadsBrotliNodes
)
{
    public static ArgoVersion V3 { get; } =
        new(
            "3.7.18",
            WritesBackToCache: true,
            LabelsWithTemplate: false,
            ChecksUidOnReapply: false,
            RetriesAsNew: false,
            EndsRetriesOnShutdown: false,
            ReadsBrotliNodes: false
        );

    public static ArgoVersion V4 { get; } =
        new(
            "4.1.2",
            WritesBackToCache: false,
            LabelsWithTemplate: true,
            ChecksUidOnReapply: true,
            RetriesAsNew: true,
            EndsRetriesOnShutdown: true,
            ReadsBrotliNodes: true
        );

    /// <summary>The version of that number.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ArgoVersion Parse(string name) =>
        name.TrimStart('v') switch
        {
            "3.7.18" => V3,
            "4.1.2" => V4,
            _ => throw new ArgumentException($"Argo Workflows {name} is not known here; 3.7.18 and 4.1.2 are.", nameof(name)),
        };
}
