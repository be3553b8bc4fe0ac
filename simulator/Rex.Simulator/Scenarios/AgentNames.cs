namespace Rex.Simulator.Scenarios;

/// <summary>The agents as scenarios call them: <c>cleo</c> for the GitHub App <c>5DLabs-Cleo</c>.</summary>
internal static class AgentNames
{
    private static readonly string[] All = ["rex", "cleo", "tess", "cipher", "blaze", "morgan", "atlas"];

    public static bool Knows(string agent) => All.Contains(agent);

    public static string AppOf(string agent) => "5DLabs-" + char.ToUpperInvariant(agent[0]) + agent[1..];

    public static string Describe() => string.Join(", ", All);
}
