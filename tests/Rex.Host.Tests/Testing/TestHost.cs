using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Rex.Core.Remediations;
using Rex.Host.Serving;

namespace Rex.Host.Tests.Testing;

/// <summary>The application on a free port of its own, over a ledger in memory, and a client of it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Secret = "It's a Secret to Everybody";

    private readonly WebApplication application;

    private TestHost(WebApplication application, DirectoryInfo folder, MemoryStore store, FakeTimeProvider time, LinesOfLog log)
    {
        this.application = application;
        Folder = folder;
        Store = store;
        Time = time;
        Log = log;
    }

    public MemoryStore Store { get; }

    public FakeTimeProvider Time { get; }

    public LinesOfLog Log { get; }

    public DirectoryInfo Folder { get; }

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => application.Services;

    public string SecretFile => Path.Combine(Folder.FullName, "secret");

    public static async Task<TestHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        bool allowUnsigned = false,
        bool hasSecret = true,
        Action<IServiceCollection>? configure = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("rex-host-tests-");
        var secret = Path.Combine(folder.FullName, "secret");
        await File.WriteAllTextAsync(secret, Secret + "\n");
        var (store, time, log) = (new MemoryStore(), new FakeTimeProvider(), new LinesOfLog());
        var all = Settings();
        if (hasSecret && !allowUnsigned)
        {
            all["Rex:Webhook:SecretFiles:0"] = secret;
        }

        foreach (var (path, value) in settings ?? new Dictionary<string, string?>())
        {
            all[path] = value?.Replace("{folder}", folder.FullName, StringComparison.Ordinal);
        }

        var application = RexApplication.Create(
            new ServeSettings { Listen = "http://127.0.0.1:0", AllowUnsigned = allowUnsigned },
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                services.AddSingleton<ILoggerProvider>(log);
                services.AddSingleton<IRemediationStore>(store);
                configure?.Invoke(services);
            },
            all
        );
        var host = new TestHost(application, folder, store, time, log);
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        host.Client.BaseAddress = new Uri(
            application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
        return host;
    }

    /// <summary>What Rex needs at least.</summary>
    public static Dictionary<string, string?> Settings() =>
        new()
        {
            ["Rex:Pushes:Repositories:0"] = "acme/shop",
            // Nothing listens there.
            ["Rex:Connection:Kubernetes:ApiServer"] = "http://127.0.0.1:1",
            ["Rex:Connection:GitHub:BaseAddress"] = "http://127.0.0.1:1",
            ["Rex:Connection:GitHub:Token"] = "token",
            ["Rex:Leadership:Enabled"] = "false",
            // Nobody moves the clock for a host that is only put away.
            ["Rex:Webhook:DrainFor"] = "0:00:00",
        };

    /// <summary>Stops it as it would be on a cluster.</summary>
    public Task StopAsync() => application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
