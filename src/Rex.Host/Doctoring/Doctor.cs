namespace Rex.Host.Doctoring;

/// <summary>Makes every check, one after another.</summary>
/// <param name="systems">The checks of each system: where it does not answer one of them, the others would only say so again.</param>
internal sealed class Doctor(IReadOnlyList<IReadOnlyList<Check>> systems)
{
    /// <summary>Makes them.</summary>
    /// <returns>What each found, in the order of the checks, while it is found.</returns>
    public async IAsyncEnumerable<CheckLine> RunAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var checks in systems)
        {
            CheckLine? end = null;
            foreach (var check in checks)
            {
                foreach (var line in end is null ? await check.RunAsync(cancellationToken) : [check.NotLookedAt(end)])
                {
                    end ??= check.Ends(line) ? line : null;
                    yield return line;
                }
            }
        }
    }
}
