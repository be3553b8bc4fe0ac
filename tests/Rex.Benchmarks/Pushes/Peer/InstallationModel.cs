namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>The installation of the app that the delivery is for.</summary>
internal sealed record InstallationModel(long Id, string? NodeId);
