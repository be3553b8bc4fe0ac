namespace Rex.Simulator.Fuzzing;

/// <summary>A delivery that bodies are derived from.</summary>
/// <param name="Name">The file's name, or what it was made up for.</param>
/// <param name="EventType">The header <c>X-GitHub-Event</c>; null where there is none.</param>
/// <param name="Json">The payload.</param>
internal sealed record FuzzOriginal(string Name, string? EventType, byte[] Json);
