namespace Rex.Simulator.Faults;

/// <summary>One disturbance of a scenario.</summary>
/// <param name="Pattern">Which requests.</param>
/// <param name="Action">What happens to them.</param>
internal sealed record FaultRule(RequestPattern Pattern, FaultAction Action)
{
    /// <summary>For <see cref="FaultAction.Answer"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>For <see cref="FaultAction.Answer"/>.</summary>
    public string Body { get; init; } = "";

    /// <summary>Headers for <see cref="FaultAction.Answer"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>For <see cref="FaultAction.Delay"/> and the pauses, in simulated time.</summary>
    public TimeSpan Delay { get; init; }
}
