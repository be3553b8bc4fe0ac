namespace Rex.Simulator.Scenarios;

/// <summary>What a person or another sensor does to main workflows, once or again and again.</summary>
internal sealed record InterventionDescription
{
    /// <summary>resume, suspend, stop, terminate, retry, patch, finalize.</summary>
    public Located<InterventionKind> Do { get; set; }

    /// <summary>The task; all that are no bystanders where null.</summary>
    public Located<string>? Task { get; set; }

    /// <summary>What must be so before.</summary>
    public List<Located<Condition>> When { get; set; } = [];

    /// <summary>How long after that it happens.</summary>
    public TimeSpan At { get; set; }

    /// <summary>For what happens again and again: the pause between; and for how long, counted from the first time.</summary>
    public TimeSpan Every { get; set; }

    public TimeSpan Over { get; set; }

    /// <summary>For a patch: its body, as JSON.</summary>
    public Located<string>? Body { get; set; }

    /// <summary>Whether it must be refused, in place of being done.</summary>
    public bool Refused { get; set; }

    public override string ToString() => $"{Do.Value} (line {Do.Line})";
}
