using System.Globalization;
using System.Text.RegularExpressions;
using Rex.ApiServers;
using Rex.ApiServers.Processes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// A WireMock server on a loopback port of its own choice. It and its folder go with this object, and with this process however
/// that ends.
/// </summary>
internal sealed partial class WireMockServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly GuardedProcess process;
    private readonly DirectoryInfo folder;

    private WireMockServer(GuardedProcess process, DirectoryInfo folder)
    {
        this.process = process;
        this.folder = folder;
    }

    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Its administration.</summary>
    public WireMockAdmin Admin { get; private set; } = null!;

    public bool HasExited => process.HasExited;

    /// <summary>Starts a server, and returns when it listens.</summary>
    /// <exception cref="WireMockException">It ended at its start, or did not listen in time. Nothing is left running.</exception>
    public static async Task<WireMockServer> StartAsync(WireMockPrograms programs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("rex-wiremock-");
        WireMockServer? server = null;
        try
        {
            server = new WireMockServer(
                GuardedProcess.Start(programs.Java, Arguments(programs.Jar, folder.FullName), folder.FullName),
                folder
            );
            server.BaseAddress = new Uri($"http://127.0.0.1:{await server.PortAsync(cancellationToken)}/");
            server.Admin = new WireMockAdmin(server.BaseAddress);
            return server;
        }
        catch (Exception error)
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            DeleteIfThere(folder);
            if (error is ApiServerException failed)
            {
                throw new WireMockException(failed.Message);
            }

            throw;
        }
    }

    /// <summary>What to say where it does not answer any more.</summary>
    public string WhyLost(Exception error) =>
        process.HasExited
            ? $"WireMock ended with exit code {process.ExitCode}. Its last lines:\n{process.Output}"
            : $"WireMock does not answer: {error.Message}";

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        // A guard whose child ended by itself leaves the folder.
        DeleteIfThere(folder);
        Admin?.Dispose();
    }

    private static IEnumerable<string> Arguments(string jar, string folder) =>
        [
            // Small and quick to start: a world has some dozen stubs.
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            $"-Djava.io.tmpdir={folder}",
            "-jar",
            jar,
            "--port=0",
            "--bind-address=127.0.0.1",
            $"--root-dir={folder}",
            "--disable-banner",
            "--disable-gzip",
            "--disable-request-logging",
            "--disable-response-templating",
            // No stub sends anything on to another server; if one did, it would get nowhere.
            "--deny-proxy-targets=0.0.0.0-255.255.255.255",
        ];

    /// <summary>It says which port it took once it listens there.</summary>
    private async Task<int> PortAsync(CancellationToken cancellationToken)
    {
        try
        {
            var line = await process.WaitForLineAsync(PortLine(), StartTimeout, cancellationToken);
            return int.Parse(line.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        }
        catch (TimeoutException)
        {
            throw new WireMockException(
                $"WireMock did not listen after {StartTimeout.TotalSeconds:0} s. Its last lines:\n{process.Output}"
            );
        }
    }

    private static void DeleteIfThere(DirectoryInfo folder)
    {
        if (Directory.Exists(folder.FullName))
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^port:\s+(?<port>\d+)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PortLine();
}
