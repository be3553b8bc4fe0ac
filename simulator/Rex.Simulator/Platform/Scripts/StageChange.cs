namespace Rex.Simulator.Platform.Scripts;

/// <summary>Setting the label <c>current-stage</c> of the step's own workflow.</summary>
internal sealed record StageChange
{
    /// <summary>The label that is set.</summary>
    public string Label { get; init; } = "current-stage";

    /// <summary>The input parameter that names the new stage.</summary>
    public string Parameter { get; init; } = "new-stage";

    /// <summary>The changes that are allowed, each as <c>old -> new</c> with nothing before the arrow for no stage; null allows all.</summary>
    public List<string>? Allowed { get; init; }

    /// <summary>Whether the stage may be set to what it is.</summary>
    public bool SameAllowed { get; init; }

    /// <summary>How often the step looks, with pauses that grow by a second each time, before it fails.</summary>
    public int Attempts { get; init; } = 1;

    public bool Allows(string from, string to) =>
        Allowed is null || (SameAllowed && from == to) || Allowed.Exists(change => change.Trim() == $"{from} -> {to}".Trim());
}
