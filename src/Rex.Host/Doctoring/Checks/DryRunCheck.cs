namespace Rex.Host.Doctoring.Checks;

/// <summary>Pushes are worked on, not only rehearsed.</summary>
internal sealed class DryRunCheck(bool isDryRun) : Check("dry run")
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CheckLine>>([
            isDryRun
                ? Warn(
                    "Rex:DryRun is set: pushes are rehearsed, and no QA is restarted",
                    "Take it out of the settings to have pushes worked on."
                )
                : Ok("pushes are worked on"),
        ]);
}
