namespace Rex.Simulator.Scenarios;

/// <summary>A delivery, or several of one kind.</summary>
internal sealed record DeliveryDescription
{
    /// <summary>A push to the branch of this task (or of <c>all</c> tasks).</summary>
    public Located<string>? Push { get; set; }

    /// <summary>A recorded delivery: a file below <c>simulator/deliveries</c>.</summary>
    public Located<string>? File { get; set; }

    /// <summary>For a recorded delivery: the task that it pushes to; null where Rex must have nothing to do with it.</summary>
    public string? FileIsPushTo { get; set; }

    /// <summary>When the push happens, counted from the start.</summary>
    public TimeSpan At { get; set; }

    /// <summary>What must be so besides before it happens.</summary>
    public List<Located<Condition>> When { get; set; } = [];

    /// <summary>How long after the push it is delivered.</summary>
    public TimeSpan Late { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is delivered beyond the first time, by other hooks that see the push too.</summary>
    public int Duplicates { get; set; }

    /// <summary>How long after the first time it is redelivered; not at all where zero.</summary>
    public TimeSpan Redelivered { get; set; }

    /// <summary>How many pushes this stands for, spread over <see cref="Over"/>.</summary>
    public int Count { get; set; } = 1;

    public TimeSpan Over { get; set; }

    /// <summary>Whether the deliveries arrive in another order than the pushes happened.</summary>
    public bool Shuffled { get; set; }

    /// <summary>Where not zero, the pushes of <see cref="Count"/> arrive in the opposite order, the newest first, this long apart.</summary>
    public TimeSpan NewestFirst { get; set; }

    /// <summary>A name for the commit that is pushed: pushes that name the same push the same commit. A new one where empty.</summary>
    public string Commit { get; set; } = "";

    /// <summary>Another branch of the task; its own where empty.</summary>
    public string Branch { get; set; } = "";

    /// <summary>A ref in place of the task's branch.</summary>
    public string Ref { get; set; } = "";

    /// <summary>A repository (<c>owner/name</c>) in place of the task's.</summary>
    public string Repository { get; set; } = "";

    public string Sender { get; set; } = "5DLabs-Rex[bot]";

    public string SenderType { get; set; } = "Bot";

    /// <summary>The event's name in place of <c>push</c>.</summary>
    public string Event { get; set; } = "push";

    /// <summary>Whether the push deletes the branch.</summary>
    public bool Deletes { get; set; }

    public bool Forced { get; set; }

    /// <summary>How many commits its body lists.</summary>
    public int Commits { get; set; } = 1;

    /// <summary>The reason codes with which it may end; the newest of several pushes ends with the first.</summary>
    public List<Located<string>> Outcome { get; set; } = [];

    /// <summary>The same where each step runs in a pod of its own; empty where that makes no difference.</summary>
    public List<Located<string>> ArgoOutcome { get; set; } = [];

    /// <summary>Reason codes with which it failed on the way, and was taken up again.</summary>
    public List<Located<string>> FailedBefore { get; set; } = [];

    /// <summary>The same where each step runs in a pod of its own; empty where that makes no difference.</summary>
    public List<Located<string>> ArgoFailedBefore { get; set; } = [];

    /// <summary>For a push that fails: the step that it fails in. No step after it may have begun.</summary>
    public Located<string>? FailsIn { get; set; }

    /// <summary>How often each push is delivered in all.</summary>
    public int Deliveries => 1 + Duplicates + (Redelivered > TimeSpan.Zero ? 1 : 0);

    /// <summary>Texts that its outcome tells people.</summary>
    public List<Located<string>> Says { get; set; } = [];
}
