namespace Rex.Simulator.GitHub.WireMock;

/// <summary>WireMock could not be started, or ended. The message says what to do, or what it had to say.</summary>
internal sealed class WireMockException(string message) : Exception(message);
