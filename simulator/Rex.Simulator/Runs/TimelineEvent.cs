namespace Rex.Simulator.Runs;

/// <summary>One thing that happened in a scenario.</summary>
/// <param name="At">Simulated time.</param>
/// <param name="Who">Who did it: a person's name for a process of the world.</param>
/// <param name="What">What, in words.</param>
internal sealed record TimelineEvent(DateTimeOffset At, string Who, string What);
