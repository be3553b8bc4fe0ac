using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rex.Adapters.Tests.Testing;
using Rex.ApiServers.Processes;
using Rex.Embedded;
using Rex.Host.Tests.Doctoring;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Commands;

/// <summary>What signals do to <c>rex serve</c>: a process of the machine, on its clock.</summary>
public sealed partial class ServeProcessTests : IAsyncLifetime
{
    private const string Leases = "apis/coordination.k8s.io/v1/namespaces/agent-platform/leases";

    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-serve-");
    private readonly HttpClient _client = new();
    private EmbeddedCluster _embedded = null!;
    private ClusterClient _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(AtMost);
        _embedded = await EmbeddedCluster.StartAsync(cancellationToken: _limit.Token);
        _cluster = new ClusterClient(_embedded.BaseAddress);
        await _cluster.CreateAsync(ClusterClient.Namespaces, DoctorWorld.Named("v1", "Namespace", ClusterClient.Namespace));
        await _cluster.CreateAsync(ClusterClient.CustomResourceDefinitions, DoctorWorld.Remediation());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _cluster.Dispose();
        await _embedded.DisposeAsync();
        _folder.Delete(recursive: true);
        _limit.Dispose();
    }

    [Fact]
    public async Task Signal_DrainIsLongerThanCommandsAreWaitedFor_TakesDeliveriesAndEndsInOrder()
    {
        await using var rex = await StartAsync("0:00:03");
        await WaitUntilAsync(async () => await HolderAsync() is { Length: > 0 });

        await rex.SignalAsync("TERM", _limit.Token);
        await WaitUntilAsync(async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable);
        using (var response = await _client.SendAsync(Deliveries.Request(Deliveries.Push()), _limit.Token))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await rex.WaitForExitAsync(_limit.Token);
        rex.ExitCode.ShouldBe(0, rex.Output);
        (await HolderAsync()).ShouldBe("", "the Lease was not given back");
    }

    [Fact]
    public async Task Signal_Twice_DoesNotDrain()
    {
        await using var rex = await StartAsync("0:00:20");

        await rex.SignalAsync("TERM", _limit.Token);
        await rex.WaitForLineAsync(DrainLine(), AtMost, _limit.Token);
        await rex.SignalAsync("TERM", _limit.Token);

        await rex.WaitForExitAsync(_limit.Token).WaitAsync(TimeSpan.FromSeconds(15), _limit.Token);
        rex.ExitCode.ShouldBe(0, rex.Output);
    }

    private async Task<GuardedProcess> StartAsync(string drainFor)
    {
        var (file, secret) = (Path.Combine(_folder.FullName, "settings.json"), Path.Combine(_folder.FullName, "secret"));
        var settings = TestHost.Settings();
        settings["Rex:Connection:Kubernetes:ApiServer"] = _embedded.BaseAddress.AbsoluteUri;
        settings["Rex:Leadership:Enabled"] = "true";
        settings["Rex:Webhook:SecretFiles:0"] = secret;
        settings["Rex:Webhook:DrainFor"] = drainFor;
        await File.WriteAllTextAsync(secret, TestHost.Secret, _limit.Token);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings), _limit.Token);
        var rex = GuardedProcess.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "rex.dll"), "serve", "--settings", file, "--listen", "http://127.0.0.1:0"]
        );
        try
        {
            var line = await rex.WaitForLineAsync(ListeningLine(), AtMost, _limit.Token);
            _client.BaseAddress = new Uri(line.Groups["address"].Value);
            return rex;
        }
        catch
        {
            await rex.DisposeAsync();
            throw;
        }
    }

    private async Task<HttpStatusCode> ReadyAsync()
    {
        using var response = await _client.GetAsync(new Uri("readyz", UriKind.Relative), _limit.Token);
        return response.StatusCode;
    }

    private async Task<string?> HolderAsync() =>
        await _cluster.GetAsync(Leases, "rex") is { } lease
            ? lease.GetProperty("spec").TryGetProperty("holderIdentity", out var holder)
                ? holder.GetString()
                : ""
            : null;

    private async Task WaitUntilAsync(Func<Task<bool>> isThere)
    {
        while (!await isThere())
        {
            _limit.Token.ThrowIfCancellationRequested();
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex("Rex stops, and takes deliveries")]
    private static partial Regex DrainLine();
}
