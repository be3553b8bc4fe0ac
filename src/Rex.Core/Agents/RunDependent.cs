namespace Rex.Core.Agents;

/// <summary>A Job that an agent run owns, or a pod of such a Job.</summary>
/// <param name="Kind">Job or pod.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="Run">The name of the run it belongs to.</param>
public sealed record RunDependent(RunDependentKind Kind, string Name, string Uid, string Run);
