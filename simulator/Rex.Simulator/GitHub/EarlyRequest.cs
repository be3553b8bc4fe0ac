namespace Rex.Simulator.GitHub;

/// <summary>A request that came before the time until which its sender was told to wait. The real GitHub takes the access of who does so often.</summary>
internal sealed record EarlyRequest(string Token, DateTimeOffset At, DateTimeOffset Until);
