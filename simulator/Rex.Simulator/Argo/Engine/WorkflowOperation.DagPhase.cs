using Rex.Simulator.Argo.Nodes;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What the nodes below a DAG make of it.</summary>
internal sealed partial class WorkflowOperation
{
    /// <summary>
    /// Walks the children from the DAG's node on. A leaf that has ended is enough: what it depends on is not looked at, so a leaf left
    /// behind makes a rewound DAG end.
    /// </summary>
    private string AssessDag(DagExecution dag, WorkflowNode boundary)
    {
        if (IsShutDown && !dag.OnExit)
        {
            return NodePhases.Failed;
        }

        var targets = dag.Tasks.Targets.ToDictionary(target => nodes.IdOf(dag.NodeName(target)), _ => "", StringComparer.Ordinal);
        var seen = new HashSet<(string Id, string Phase)>();
        var queue = new Queue<(string Id, string Phase)>();
        Enqueue(boundary.Children, NodePhases.Succeeded);
        while (queue.TryDequeue(out var current))
        {
            if (nodes.Get(current.Id) is not { IsFulfilled: true } node)
            {
                return NodePhases.Running;
            }

            var phase = node.IsCompleted ? node.Phase! : current.Phase;
            if (targets.TryGetValue(node.Id, out var known) && !NodePhases.IsFailedOrError(known))
            {
                targets[node.Id] = phase;
            }

            Enqueue(node.Type == NodeTypes.Retry ? AfterAttempts(node) : node.Children, phase);
        }

        return PhaseOfTargets(dag, targets);

        void Enqueue(IEnumerable<string> ids, string phase)
        {
            foreach (var id in ids)
            {
                if (seen.Add((id, phase)))
                {
                    queue.Enqueue((id, phase));
                }
            }
        }
    }

    private string PhaseOfTargets(DagExecution dag, Dictionary<string, string> phases)
    {
        var result = NodePhases.Succeeded;
        foreach (var target in dag.Tasks.Targets)
        {
            var phase = phases[nodes.IdOf(dag.NodeName(target))];
            if (phase.Length == 0)
            {
                result = NodePhases.Running;
                if (!dag.Tasks.FailFast)
                {
                    break;
                }
            }
            else if (NodePhases.IsFailedOrError(phase) && !ContinuesOn(dag.Tasks.Get(target), phase))
            {
                result = phase;
                if (dag.Tasks.FailFast)
                {
                    break;
                }
            }
        }

        return result;
    }

    /// <summary>A Retry node stands for its last attempt, so the attempts themselves are passed over.</summary>
    private List<string> AfterAttempts(WorkflowNode retry)
    {
        var after = new List<string>();
        for (var i = retry.Children.Count - 1; i >= 0; i--)
        {
            var child = ChildOf(retry, retry.Children[i]);
            if (child.Hooked)
            {
                after.Add(child.Id);
            }
            else
            {
                after.AddRange(child.Children);
            }
        }

        return after;
    }
}
