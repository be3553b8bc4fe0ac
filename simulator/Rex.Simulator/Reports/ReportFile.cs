namespace Rex.Simulator.Reports;

/// <summary>Writes a report to where it was asked for.</summary>
internal static class ReportFile
{
    /// <param name="path">The file, whose folder is made where it is missing; null for nowhere.</param>
    /// <param name="render">Makes the report.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(string? path, Func<string> render, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, render(), cancellationToken);
        }
    }
}
