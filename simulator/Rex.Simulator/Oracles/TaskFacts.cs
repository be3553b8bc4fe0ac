namespace Rex.Simulator.Oracles;

/// <summary>A task as the scenario made it.</summary>
/// <param name="Name">What the scenario calls it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="PullRequest">The number of its pull request.</param>
/// <param name="Workflow">The name of its main workflow.</param>
internal sealed record TaskFacts(string Name, int Number, string Repository, long PullRequest, string Workflow);
