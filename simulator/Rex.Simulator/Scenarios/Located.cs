namespace Rex.Simulator.Scenarios;

/// <summary>A value of a scenario file with the line it stands on, so that a complaint about it can name the line.</summary>
internal readonly record struct Located<T>(T Value, long Line)
{
    public override string ToString() => $"{Value}";
}
