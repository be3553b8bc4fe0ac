namespace Rex.Simulator.Argo;

/// <summary>A version of Argo Workflows, as the differences that can be seen from outside.</summary>
/// <param name="Name">The version's number.</param>
/// <param name="WritesBackToCache">
/// After a write the controller puts its own copy, with the new resourceVersion, into its cache instead of waiting for the watch.
/// </param>
/// <param name="LabelsWithTemplate">The workflow gets a label that names its WorkflowTemplate.</param>
/// <param name="ChecksUidOnReapply">After a conflict nothing is re-applied onto another object of the same name.</param>
/// <param name="ReadsBrotliNodes">Compressed nodes may be Brotli, not gzip alone.</param>
internal sealed record ArgoVersion(
    string Name,
    bool WritesBackToCache,
    bool LabelsWithTemplate,
    bool ChecksUidOnReapply,
    bool ReadsBrotliNodes
)
{
    public static ArgoVersion V3 { get; } =
        new("3.7.18", WritesBackToCache: true, LabelsWithTemplate: false, ChecksUidOnReapply: false, ReadsBrotliNodes: false);

    public static ArgoVersion V4 { get; } =
        new("4.1.2", WritesBackToCache: false, LabelsWithTemplate: true, ChecksUidOnReapply: true, ReadsBrotliNodes: true);

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
