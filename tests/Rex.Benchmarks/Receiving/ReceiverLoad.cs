using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Receiving;
using Rex.Host.Serving;

namespace Rex.Benchmarks.Receiving;

/// <summary>How many deliveries <c>rex serve</c> takes in a second, beside an endpoint that only reads them: in turn, in one process, over loopback.</summary>
internal static class ReceiverLoad
{
    private const int Turns = 150;
    private const int WarmUp = 40;

    private static readonly string Path = new WebhookOptions().Path;
    private static readonly byte[] Secret = "It's a Secret to Everybody"u8.ToArray();

    public static async Task WriteAsync(TextWriter output)
    {
        var file = System.IO.Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Secret);
        try
        {
            await using var cluster = await ClusterLedger.StartAsync();
            await using var bare = BareEndpoint.Create(Path);
            await using var inMemory = Serve(file, new Uri("http://127.0.0.1:1"), new MemoryLedger());
            await using var onCluster = Serve(file, cluster.BaseAddress, null);
            var requests = new Requests(Path, Secret);
            using var floor = new Load("the body is read", count => requests.Make("main", count));
            using var ignored = new Load("Rex: ignored", count => requests.Make("main", count));
            using var accepted = new Load("Rex: accepted, ledger in memory", count => requests.Make("task-3-checkout", count));
            using var written = new Load("Rex: accepted, ledger on the embedded cluster", count => requests.Make("task-3-checkout", count));
            foreach (var (load, application) in new[] { (floor, bare), (accepted, inMemory), (written, onCluster) })
            {
                await application.StartAsync();
                await load.OpenAsync(application);
            }

            await ignored.OpenAsync(inMemory);
            await TakeTurnsAsync([floor, ignored, accepted, written]);
            Write(output, [floor, ignored, accepted, written]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static WebApplication Serve(string secretFile, Uri apiServer, IRemediationStore? ledger) =>
        RexApplication.Create(
            new ServeSettings { Listen = "http://127.0.0.1:0" },
            services =>
            {
                if (ledger is not null)
                {
                    services.AddSingleton(ledger);
                }
            },
            new Dictionary<string, string?>
            {
                ["Rex:Pushes:Repositories:0"] = Pushes.PushBodies.Repository,
                ["Rex:Connection:Kubernetes:ApiServer"] = apiServer.AbsoluteUri,
                ["Rex:Connection:GitHub:Token"] = "token",
                ["Rex:Webhook:SecretFiles:0"] = secretFile,
                ["Rex:Leadership:Enabled"] = ledger is null ? "true" : "false",
            }
        );

    private static async Task TakeTurnsAsync(IReadOnlyList<Load> loads)
    {
        for (var turn = 0; turn < WarmUp + Turns; turn++)
        {
            foreach (var load in loads)
            {
                await load.TakeAsync(counts: turn >= WarmUp);
            }
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<Load> loads)
    {
        var floor = loads[0];
        output.WriteLine("| what | deliveries a second | ratio | best turn | ratio | 99th percentile | ratio | best turn | ratio |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var load in loads)
        {
            var (rate, slowest) = (load.Rate, load.Slowest);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {load.Name} | {rate.Median:N0} | {rate.Median / floor.Rate.Median:N2} | {rate.Best:N0} | {rate.Best / floor.Rate.Best:N2} "
                )
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {slowest.Median:N2} ms | {slowest.Median / floor.Slowest.Median:N1} | {slowest.Best:N2} ms | {slowest.Best / floor.Slowest.Best:N1} |"
                    )
            );
        }
    }
}
