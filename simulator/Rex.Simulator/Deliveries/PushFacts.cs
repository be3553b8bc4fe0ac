namespace Rex.Simulator.Deliveries;

/// <summary>What a push delivery is made from; everything else in its body follows from these and a seed.</summary>
internal sealed record PushFacts
{
    /// <summary>The commit of a branch that is not there: before its creation, after its deletion.</summary>
    public static string NoCommit { get; } = new('0', 40);

    public required long RepositoryId { get; init; }

    public required string Owner { get; init; }

    public required string Repository { get; init; }

    /// <summary>The full ref, <c>refs/heads/feature/task-3</c> say.</summary>
    public required string Ref { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }

    public required DateTimeOffset PushedAt { get; init; }

    public string Sender { get; init; } = "5DLabs-Rex[bot]";

    public string SenderType { get; init; } = "Bot";

    public bool Forced { get; init; }

    /// <summary>How many commits the body lists; GitHub stops at 2,048.</summary>
    public int Commits { get; init; } = 1;

    /// <summary>GitHub's id of the delivery: another one for each hook, the same for a redelivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>Which of the hooks that see the push delivers it, from 0.</summary>
    public int Hook { get; init; }
}
