namespace Rex.Simulator.Argo.Engine;

/// <summary>One DAG node in the course of one operation.</summary>
internal sealed record DagExecution(string BoundaryName, string BoundaryId, DagTasks Tasks, bool OnExit)
{
    /// <summary>The tasks that were looked at already.</summary>
    public HashSet<string> Visited { get; } = new(StringComparer.Ordinal);

    public string NodeName(string task) => $"{BoundaryName}.{task}";
}
