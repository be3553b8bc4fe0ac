namespace Rex.Host.Doctoring;

/// <summary>Makes every check, one after another.</summary>
internal sealed class Doctor(IReadOnlyList<Check> checks)
{
    /// <summary>Makes them.</summary>
    /// <returns>What each found, in the order of the checks, while it is found.</returns>
    public async IAsyncEnumerable<CheckLine> RunAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var check in checks)
        {
            foreach (var line in await check.RunAsync(cancellationToken))
            {
                yield return line;
            }
        }
    }
}
