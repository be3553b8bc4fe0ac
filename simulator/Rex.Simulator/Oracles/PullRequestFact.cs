namespace Rex.Simulator.Oracles;

/// <summary>A pull request as the scenario made it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Branch">The branch that it is to merge, without <c>refs/heads/</c>.</param>
internal sealed record PullRequestFact(long Number, string Branch);
