namespace Rex.Simulator.Argo.Engine;

/// <summary>A node that has a mutex, or waits for it.</summary>
/// <param name="Created">When its workflow was made.</param>
/// <param name="Workflow">The workflow's namespace and name.</param>
/// <param name="Node">The node's id.</param>
internal sealed record MutexWaiter(DateTimeOffset Created, string Workflow, string Node);
