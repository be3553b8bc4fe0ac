namespace Rex.Simulator.Scenarios;

/// <summary>What a person or an agent that nobody knows of does to a pull request of a task.</summary>
internal sealed record GitHubDeedDescription
{
    /// <summary>open, close, label.</summary>
    public Located<GitHubDeedKind> Do { get; set; }

    public Located<string> Task { get; set; }

    /// <summary>The pull request's number; the task's own where 0.</summary>
    public long PullRequest { get; set; }

    /// <summary>What must be so before.</summary>
    public List<Located<Condition>> When { get; set; } = [];

    /// <summary>How long after that it happens.</summary>
    public TimeSpan At { get; set; }

    public override string ToString() => $"{Do.Value} (line {Do.Line})";
}
