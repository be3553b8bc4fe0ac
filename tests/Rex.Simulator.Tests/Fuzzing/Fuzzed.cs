using Rex.Simulator.Commands;
using Rex.Simulator.Fuzzing;
using Rex.Simulator.Fuzzing.Reference;
using Rex.Simulator.Modes;

namespace Rex.Simulator.Tests.Fuzzing;

/// <summary>What the tests of fuzzing share: the recorded deliveries, and Rex itself.</summary>
internal static class Fuzzed
{
    public static ReferenceReader Reference { get; } = new(FuzzCorpus.Repository, FuzzCorpus.Sender);

    public static FuzzCorpus Corpus { get; } = FuzzCorpus.Load(SimulatorFiles.Deliveries, Reference);

    public static IBodyDecider Rex { get; } = new LibraryDecider(FuzzCorpus.Repository, FuzzCorpus.Sender);

    public static byte[] Push { get; } = Corpus.Originals.Single(original => original.Name == "push-to-task-branch").Json;

    /// <summary>What mutations draw from, anew for each seed.</summary>
    public static FuzzSource Source(int seed) => new(new Random(seed), [.. Corpus.Originals.Select(original => original.Json)]);

    /// <summary>Has a decider decide about so many bodies.</summary>
    public static (FuzzTally Tally, List<FuzzFailure> Failures) Run(IBodyDecider decider, int count, int seed = 1, int parallel = 1)
    {
        List<FuzzFailure> failures = [];
        var fuzzer = new Fuzzer(new BodyMaker(Corpus, seed), decider, new BodyJudge(Reference, Corpus), Corpus);
        fuzzer.Failed += failures.Add;
        return (fuzzer.Run(0, count, parallel, TestContext.Current.CancellationToken), failures);
    }
}
