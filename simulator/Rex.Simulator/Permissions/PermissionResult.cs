namespace Rex.Simulator.Permissions;

/// <summary>What came of taking a permission away.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Scenario">The scenario that failed without it; null where all passed.</param>
/// <param name="Error">The error that names it; null where none does.</param>
internal sealed record PermissionResult(Permission Permission, string? Scenario, string? Error)
{
    /// <summary>Why no scenario can miss it; null where one has to.</summary>
    public string? Rare => PermissionProof.Rare.GetValueOrDefault(Permission.ToString());

    public bool IsProven => Error is not null || Rare is not null;
}
