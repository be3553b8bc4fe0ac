using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Observing;
using Rex.Host.Serving;
using Rex.Simulator.Deliveries;

namespace Rex.Simulator.Modes;

/// <summary>
/// Rex as <c>rex serve</c> runs it: its own receiver takes the deliveries over HTTP, with the signatures they were sent with. The Lease goes by the wall's
/// clock and is left out; each process works, as after a lost leadership that nobody has noticed yet.
/// </summary>
internal sealed class HostRex : IRexUnderTest
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly string secretFile = Path.GetTempFileName();
    private readonly WebApplication application;
    private readonly WebhookClient client = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private Uri? address;

    /// <param name="connection">What it is told about its world.</param>
    /// <param name="observer">Is told what happens.</param>
    public HostRex(RexConnection connection, IRemediationObserver observer)
    {
        File.WriteAllText(secretFile, DeliveryHeaders.Secret);
        var settings = connection.Settings();
        settings["Rex:Webhook:SecretFiles:0"] = secretFile;
        settings["Rex:Leadership:Enabled"] = "false";
        settings["Rex:Webhook:DrainFor"] = "0:00:00";
        settings["Logging:LogLevel:Default"] = "None";
        application = RexApplication.Create(
            new ServeSettings { Listen = "http://127.0.0.1:0" },
            services =>
            {
                services.AddSingleton(connection.Time);
                if (settings.GetValueOrDefault("Rex:DryRun") == "true")
                {
                    services.AddSingleton(observer);
                    return;
                }

                services.AddSingleton(provider =>
                {
                    var everybody = new ObserverGroup(provider.GetRequiredService<IRemediationObserver>(), observer);
                    return RunnerFactories.Create(provider, connection, everybody).CreateRunner();
                });
            },
            settings
        );
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await application.StartAsync(cancellationToken);
            var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            address = new Uri(addresses.Addresses.Single());
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public Task<DeliveryAnswer> DeliverAsync(Deliveries.Delivery delivery, CancellationToken cancellationToken)
    {
        return client.DeliverAsync(address ?? throw new HttpRequestException("It does not listen yet."), delivery, cancellationToken);
    }

    public async Task CrashAsync()
    {
        // It works before it listens, and can crash in between; a server that is stopped while it starts would bring the simulator down.
        await oneAtATime.WaitAsync();
        try
        {
            // The proxies refuse this identity already: what is under way still does not arrive.
            using var limit = new CancellationTokenSource(StopWithin);
            await application.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        await application.DisposeAsync();
        client.Dispose();
        oneAtATime.Dispose();
        File.Delete(secretFile);
    }
}
