using System.Diagnostics;

namespace Rex.Simulator.Tests.Deploying.Guides;

/// <summary>A reader's shell: it runs the lines of a guide as they stand there, in one folder and with one environment.</summary>
internal sealed class Shell(string folder, IReadOnlyDictionary<string, string> environment)
{
    private const string RunHost = "dotnet run --project src/Rex.Host -- ";

    /// <summary>Runs lines one after the other, up to the first that fails.</summary>
    /// <returns>The exit code of the last, and what all have written.</returns>
    public async Task<(int Code, string Output)> RunAsync(string lines, CancellationToken cancellationToken)
    {
        using var process = Start(lines);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Runs a line that goes on for ever until it writes what is waited for.</summary>
    /// <returns>The line that it wrote.</returns>
    public async Task<string> ReadUntilAsync(string line, Func<string, bool> isIt, CancellationToken cancellationToken)
    {
        using var process = Start(line);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } written)
            {
                if (isIt(written))
                {
                    return written;
                }
            }

            throw new ShouldAssertException(await process.StandardError.ReadToEndAsync(cancellationToken));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(string lines)
    {
        // The program is there already: to build it once more is no part of a guide.
        var built = lines.Replace(RunHost, $"dotnet '{Path.Combine(AppContext.BaseDirectory, "rex.dll")}' ", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-eu", "-c", built])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
