namespace Rex.Simulator.Scenarios;

/// <summary>How long agents work, and how long it takes to be rid of them.</summary>
internal sealed record AgentDescription
{
    /// <summary>The implementation agent.</summary>
    public TimeSpan Rex { get; set; } = TimeSpan.FromSeconds(20);

    public TimeSpan Cleo { get; set; } = TimeSpan.FromSeconds(120);

    public TimeSpan Cipher { get; set; } = TimeSpan.FromSeconds(20);

    public TimeSpan Tess { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Any other agent, and every run of <c>world.runs</c>: long enough to outlast the scenario.</summary>
    public TimeSpan Others { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a process that is told to end goes on.</summary>
    public TimeSpan Dying { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the CodeRun controller takes to finalize a deleted run.</summary>
    public TimeSpan Finalizer { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Runs that end badly.</summary>
    public List<FailureDescription> Fails { get; set; } = [];

    /// <summary>Tasks whose runs are never finalized.</summary>
    public List<Located<string>> StuckFinalizers { get; set; } = [];

    /// <summary>Whether the CodeRun controller's cleanup leaves the Jobs' pods alive, as older ones do.</summary>
    public bool OrphansPods { get; set; }

    public TimeSpan Of(string app) =>
        app switch
        {
            "5DLabs-Rex" => Rex,
            "5DLabs-Cleo" => Cleo,
            "5DLabs-Cipher" => Cipher,
            "5DLabs-Tess" => Tess,
            _ => Others,
        };
}
