using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters;
using Rex.Adapters.Events;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Observing;
using Rex.Simulator.Proofs;

namespace Rex.Simulator.Modes;

/// <summary>Rex as a library in this process, wired as an application would wire it.</summary>
internal sealed class LibraryRex : IRexUnderTest
{
    private readonly ServiceProvider services;
    private readonly RemediationRunner runner;
    private readonly HoldWatch holds;
    private readonly EventRecorder events;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <param name="connection">What it is told about its world.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="broken">A rule that it is to break; null for none.</param>
    public LibraryRex(RexConnection connection, IRemediationObserver observer, BrokenRule? broken = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(connection.Time);
        collection.AddRex(new ConfigurationBuilder().AddInMemoryCollection(connection.Settings()).Build());
        services = collection.BuildServiceProvider();
        events = services.GetRequiredService<EventRecorder>();
        var factory = RunnerFactories.Create(services, connection, new ObserverGroup(observer, events));
        factory = broken?.Break(factory, connection) ?? factory;
        runner = factory.CreateRunner();
        holds = factory.CreateHoldWatch();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Its very first request can crash it: what then waits for the end of its work has to find that work.
        var stop = stopping.Token;
        running = Task.Run(() => Task.WhenAll(runner.RunAsync(stop), holds.RunAsync(stop), events.RunAsync(stop)), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task<DeliveryAnswer> DeliverAsync(Deliveries.Delivery delivery, CancellationToken cancellationToken)
    {
        var isForm = delivery.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-www-form", StringComparison.Ordinal);
        var outcome = await runner.AcceptAsync(
            new Delivery(
                delivery.Headers.GetValueOrDefault("X-GitHub-Event"),
                isForm ? PushContentType.Form : PushContentType.Json,
                delivery.Body,
                delivery.Headers.GetValueOrDefault("X-GitHub-Delivery")
            ),
            cancellationToken
        );
        return new DeliveryAnswer(outcome.Result.ToString(), outcome.Reason?.ToString() ?? "", outcome.Id?.Value ?? "", outcome.Message);
    }

    public async Task CrashAsync()
    {
        // The proxies refuse this identity already: what the cancelled work still tries does not arrive.
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        await services.DisposeAsync();
        stopping.Dispose();
    }
}
