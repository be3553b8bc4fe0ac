using System.Text.Json;
using System.Text.RegularExpressions;
using Rex.ApiServers.Processes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.Modes;

/// <summary>Rex as a process of its own, <c>rex serve</c>, which can be killed and made to stand still as any process can.</summary>
internal sealed partial class ServedRex : IRexUnderTest
{
    private const int LongestError = 300;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly RexConnection connection;
    private readonly Processes processes;
    private readonly Action<string> endedByItself;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-serve-");
    private readonly WebhookClient client = new();
    private GuardedProcess? process;
    private Uri? address;
    private volatile bool isMeantToEnd;

    /// <param name="connection">What it is told about its world.</param>
    /// <param name="processes">Say when it stands still.</param>
    /// <param name="endedByItself">Is told when the process ended though nobody killed it.</param>
    public ServedRex(RexConnection connection, Processes processes, Action<string> endedByItself)
    {
        this.endedByItself = endedByItself;
        this.connection = connection;
        this.processes = processes;
        processes.Paused += OnPaused;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(Settings()), cancellationToken);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "rex.dll"),
            "serve",
            "--settings",
            settings,
            "--listen",
            "http://127.0.0.1:0",
        ];
        process = GuardedProcess.Start("dotnet", arguments);
        var line = await process.WaitForLineAsync(ListeningLine(), StartTimeout, cancellationToken);
        address = new Uri(line.Groups["address"].Value);
        _ = WatchAsync(process);
    }

    public Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) =>
        client.DeliverAsync(address ?? throw new HttpRequestException("It does not listen yet."), delivery, cancellationToken);

    public async Task CrashAsync()
    {
        if (process is { HasExited: false } running)
        {
            isMeantToEnd = true;
            await running.SignalAsync("KILL", CancellationToken.None);
            await running.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        processes.Paused -= OnPaused;
        isMeantToEnd = true;
        client.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>One that ends by itself is started again, as a cluster does; it should not have.</summary>
    private async Task WatchAsync(GuardedProcess running)
    {
        await running.WaitForExitAsync(CancellationToken.None);
        if (!isMeantToEnd)
        {
            endedByItself($"{connection.Identity} ended by itself with exit code {running.ExitCode}: {LastError(running.Output)}");
            processes.Kill(connection.Identity);
        }
    }

    private static string LastError(string output)
    {
        var line = output.Split('\n').LastOrDefault(line => line.Contains(" error ", StringComparison.Ordinal)) ?? output;
        return line.Length > LongestError ? line[..LongestError] : line;
    }

    private void OnPaused(string identity, bool standsStill)
    {
        if (identity == connection.Identity && process is { HasExited: false } running)
        {
            _ = running.SignalAsync(standsStill ? "STOP" : "CONT", CancellationToken.None);
        }
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = connection.Settings();
        settings["Logging:LogLevel:Default"] = "Warning";
        settings["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information";
        return settings;
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningLine();
}
