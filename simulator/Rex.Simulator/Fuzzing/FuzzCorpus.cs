using Rex.Simulator.Deliveries;
using Rex.Simulator.Fuzzing.Reference;

namespace Rex.Simulator.Fuzzing;

/// <summary>The deliveries that bodies are derived from: recorded ones, and made-up ones for what no recorded one is refused for.</summary>
internal sealed class FuzzCorpus
{
    private readonly Dictionary<FuzzOriginal, AcceptedPush?> pushes;

    /// <param name="originals">All of them; at least one is to be accepted.</param>
    /// <param name="reference">Says which are to be accepted.</param>
    public FuzzCorpus(IReadOnlyList<FuzzOriginal> originals, ReferenceReader reference)
    {
        Originals = originals;
        pushes = originals.ToDictionary(original => original, original => reference.Read(original.EventType, original.Json, isForm: false));
        Accepted = [.. originals.Where(original => PushOf(original) is not null)];
    }

    /// <summary>The repository that recorded deliveries are of.</summary>
    public const string Repository = "acme/shop";

    /// <summary>The sender whose pushes count.</summary>
    public const string Sender = "5DLabs-Rex[bot]";

    public IReadOnlyList<FuzzOriginal> Originals { get; }

    /// <summary>Those that are to be accepted as they are.</summary>
    public IReadOnlyList<FuzzOriginal> Accepted { get; }

    /// <summary>The push that one of them is to the reference reader; null where it is to be refused.</summary>
    public AcceptedPush? PushOf(FuzzOriginal original) => pushes[original];

    /// <summary>Everything in a folder of recorded deliveries, and what is made up besides.</summary>
    public static FuzzCorpus Load(string folder, ReferenceReader reference)
    {
        var recorded = Directory
            .GetFiles(folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(DeliveryFile.Read)
            .Select(delivery => new FuzzOriginal(delivery.Name, delivery.Headers.GetValueOrDefault("X-GitHub-Event"), delivery.Body));
        return new FuzzCorpus([.. recorded, .. MadeUp()], reference);
    }

    private static IEnumerable<FuzzOriginal> MadeUp()
    {
        var facts = new PushFacts
        {
            RepositoryId = 1296269123,
            Owner = "acme",
            Repository = "shop",
            Ref = "refs/heads/task-12",
            Before = "5f1d0c0d1c2b3a49586776859403122130415263",
            After = "8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5",
            PushedAt = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.Zero),
            DeliveryId = Guid.Parse("5d6f3c1e-2f4a-4c67-9d55-0a1b2c3d4e5f"),
        };
        yield return Make("created-branch", facts with { Before = PushFacts.NoCommit });
        yield return Make("forced-with-twenty-commits", facts with { Forced = true, Commits = 20 });
        yield return Make("deleted-branch", facts with { After = PushFacts.NoCommit });
        yield return Make("tag", facts with { Ref = "refs/tags/task-12" });
        yield return Make("other-repository", facts with { Repository = "shop-2", RepositoryId = 1296269124 });
        yield return Make("by-a-person", facts with { Sender = "octocat", SenderType = "User" });
        yield return Make("by-a-person-named-alike", facts with { SenderType = "User" });
    }

    private static FuzzOriginal Make(string name, PushFacts facts) => new(name, "push", PushDelivery.Make(name, facts, seed: 1).Body);
}
