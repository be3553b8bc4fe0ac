using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Rex.Benchmarks.Receiving;

/// <summary>Sends turns of requests to one server over connections that stay open, and keeps what each turn took.</summary>
/// <param name="name">What is measured.</param>
/// <param name="make">Makes the requests of a turn, before it begins.</param>
internal sealed class Load(string name, Func<int, byte[][]> make) : IDisposable
{
    /// <summary>How many connections send at once: half of what <c>Rex:Webhook:MaxConcurrent</c> lets in.</summary>
    public const int Connections = 16;

    /// <summary>How many requests each connection sends in a turn.</summary>
    public const int Each = 50;

    private readonly List<Connection> connections = [];
    private readonly List<(double Rate, double Slowest)> turns = [];

    public string Name => name;

    /// <summary>Requests a second: the median of all turns, and the best turn.</summary>
    public (double Median, double Best) Rate => (Median(turns.Select(turn => turn.Rate)), turns.Max(turn => turn.Rate));

    /// <summary>The 99th percentile of an answer's time, in milliseconds: the median of all turns, and the best turn.</summary>
    public (double Median, double Best) Slowest => (Median(turns.Select(turn => turn.Slowest)), turns.Min(turn => turn.Slowest));

    public async Task OpenAsync(WebApplication application)
    {
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        for (var at = 0; at < Connections; at++)
        {
            var connection = new Connection();
            connections.Add(connection);
            await connection.OpenAsync(new Uri(address));
        }
    }

    /// <summary>Takes one turn.</summary>
    /// <param name="counts">Whether it counts, or only warms the runtime up.</param>
    public async Task TakeAsync(bool counts)
    {
        var requests = make(Connections * Each);
        var times = new double[requests.Length];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(at => SendAsync(at, requests, times)));
        var took = Stopwatch.GetElapsedTime(started);
        if (counts)
        {
            Array.Sort(times);
            turns.Add((requests.Length / took.TotalSeconds, times[times.Length * 99 / 100]));
        }
    }

    public void Dispose() => connections.ForEach(connection => connection.Dispose());

    private async Task SendAsync(int connection, byte[][] requests, double[] times)
    {
        for (var at = connection; at < requests.Length; at += Connections)
        {
            var started = Stopwatch.GetTimestamp();
            await connections[connection].SendAsync(requests[at]);
            times[at] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
