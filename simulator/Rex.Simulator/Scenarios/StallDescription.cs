namespace Rex.Simulator.Scenarios;

/// <summary>One long pause of the workflow controller in the middle of an operation.</summary>
internal sealed record StallDescription
{
    /// <summary>It happens in the first operation that begins when this is so.</summary>
    public Located<Condition> When { get; set; }

    /// <summary>It takes until this is so, and then <see cref="For"/>; that alone where there is none.</summary>
    public Located<Condition>? Until { get; set; }

    /// <summary>How long it takes.</summary>
    public TimeSpan For { get; set; }

    /// <summary>afterReading (it creates its pods after the pause) or beforeWriting.</summary>
    public Argo.Controller.StallPoint Point { get; set; } = Argo.Controller.StallPoint.BeforeWriting;
}
