namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>Who made a commit, or pushed it.</summary>
internal sealed record CommitterModel(string? Name, string? Email, string? Username);
