using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rex.Host.Serving;
using Rex.Host.Tests.Testing;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Serving;

/// <summary>What is delivered while a cluster still sends deliveries to a pod that stops.</summary>
public sealed partial class DrainTests
{
    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WhileItDrains_IsNotReadyAndTakesDeliveries()
    {
        await using var host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:DrainFor"] = $"{DrainFor}" });
        (await ReadyAsync(host)).ShouldBe(HttpStatusCode.OK);

        var stopping = host.StopAsync();

        (await ReadyAsync(host)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Time.Advance(DrainFor - TimeSpan.FromTicks(1));
        using (var response = await host.Client.SendAsync(Deliveries.Request(Deliveries.Push()), Cancellation))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        stopping.IsCompleted.ShouldBeFalse();
        host.Time.Advance(TimeSpan.FromTicks(1));
        await stopping.WaitAsync(Cancellation);
        await Should.ThrowAsync<HttpRequestException>(() => ReadyAsync(host));
        host.Store.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stop_OnceMore_DoesNotDrainAgain()
    {
        await using var host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:DrainFor"] = $"{DrainFor}" });

        var stopping = host.StopAsync();
        // The host itself would cut a drain off after 25 seconds.
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);

        host.Time.Advance(DrainFor);
        await stopping.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Times_ToStop_EachFitsIntoTheNextAndTheLastIntoThePods()
    {
        var manifest = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root!.FullName, "deploy", "base", "deployment.yaml"),
            Cancellation
        );
        var grace = int.Parse(GracePeriod().Match(manifest).Groups["seconds"].Value, CultureInfo.InvariantCulture);

        TimeSpan[] times = [DrainFor, StopTimes.LongestDrain, StopTimes.Host, StopTimes.Process, TimeSpan.FromSeconds(grace)];

        await using var host = await TestHost.StartAsync();
        host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(StopTimes.Host);
        times.ShouldBeInOrder();
        times.ShouldBeUnique();
    }

    private static async Task<HttpStatusCode> ReadyAsync(TestHost host)
    {
        using var response = await host.Client.GetAsync(new Uri("readyz", UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    [GeneratedRegex(@"terminationGracePeriodSeconds: (?<seconds>\d+)")]
    private static partial Regex GracePeriod();
}
