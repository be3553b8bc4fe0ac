using System.Globalization;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Fuzzing;
using Rex.Simulator.Fuzzing.Reference;
using Rex.Simulator.Modes;
using Rex.Simulator.Reports;

namespace Rex.Simulator.Commands;

/// <summary>Has Rex decide about bodies derived from recorded deliveries, and reports on it.</summary>
internal sealed class BodyFuzzer(FuzzSettings settings, FuzzReport report)
{
    /// <summary>Of a fault that fails every body, a few tell as much as all.</summary>
    private const int MostFiles = 20;

    /// <returns>The exit code: 0 only if every body was read as is demanded.</returns>
    public int Fuzz(CancellationToken cancellationToken)
    {
        var reference = new ReferenceReader(FuzzCorpus.Repository, FuzzCorpus.Sender);
        var corpus = FuzzCorpus.Load(SimulatorFiles.Deliveries, reference);
        var fuzzer = new Fuzzer(
            new BodyMaker(corpus, settings.Seed),
            new LibraryDecider(FuzzCorpus.Repository, FuzzCorpus.Sender),
            new BodyJudge(reference, corpus),
            corpus
        );
        var written = 0;
        fuzzer.Progressed += done => report.Progressed(done, settings.Count);
        fuzzer.Failed += failure =>
        {
            if (written++ < MostFiles)
            {
                report.Failed(failure, Write(failure.Body), settings.Seed);
            }
        };
        report.Begins(settings.Seed, settings.First, settings.Count, corpus.Originals.Count);
        var tally = fuzzer.Run(settings.First, settings.Count, settings.Parallel, cancellationToken);
        report.Summary(tally, settings.Seed);
        return tally.Failures == 0 ? 0 : 1;
    }

    private string Write(FuzzedBody body)
    {
        Directory.CreateDirectory(settings.Failures);
        var name = string.Create(CultureInfo.InvariantCulture, $"seed-{settings.Seed}-body-{body.Number}.json");
        var path = Path.Combine(settings.Failures, name);
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = body.IsForm ? "application/x-www-form-urlencoded" : "application/json",
        };
        if (body.Original.EventType is { } eventType)
        {
            headers["X-GitHub-Event"] = eventType;
        }

        DeliveryFile.Write(path, new Delivery(name, headers, body.Content));
        return path;
    }
}
