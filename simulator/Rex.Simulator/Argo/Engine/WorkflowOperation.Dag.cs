using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>A DAG: from its last tasks back to what they depend on.</summary>
internal sealed partial class WorkflowOperation
{
    private WorkflowNode ExecuteDag(string nodeName, JsonObject template, ExecuteOptions options)
    {
        var node = nodes.GetByName(nodeName) ?? InitializeExecutableNode(nodeName, NodeTypes.Dag, template, options, NodePhases.Running);
        var dag = new DagExecution(nodeName, node.Id, new DagTasks(template), options.OnExit);
        foreach (var target in dag.Tasks.Targets)
        {
            ExecuteDagTask(dag, target);
            if (nodes.GetByName(dag.NodeName(target)) is not null)
            {
                BuildScopeOrFail(dag, target, node);
            }
        }

        switch (AssessDag(dag, node))
        {
            case NodePhases.Running:
                return node;
            case NodePhases.Succeeded:
                break;
            case var failed:
                SetOutboundNodesOfDag(dag, node);
                return MarkNodePhase(nodeName, failed);
        }

        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var task in dag.Tasks.All)
        {
            var taskName = task.Text("name") ?? "";
            if (nodes.GetByName(dag.NodeName(taskName)) is { } taskNode)
            {
                AddToScope(scope, "tasks." + taskName, taskNode);
                AddSkippedToScope(scope, "tasks." + taskName, taskNode, task.Text("template"));
            }
        }

        if (OutputsFromScope(template, scope) is { } outputs)
        {
            node.Outputs = outputs;
        }

        SetOutboundNodesOfDag(dag, node);
        return MarkNodePhase(nodeName, NodePhases.Succeeded);
    }

    private void SetOutboundNodesOfDag(DagExecution dag, WorkflowNode node) =>
        node.SetOutboundNodes([
            .. dag
                .Tasks.Targets.Select(target => nodes.GetByName(dag.NodeName(target)))
                .OfType<WorkflowNode>()
                .SelectMany(target => OutboundNodesOf(target.Id)),
        ]);

    /// <summary>
    /// A node that is there although a task before it has none: somebody took nodes away, or an old operation brought some back. The DAG
    /// and with it the workflow ends as Error.
    /// </summary>
    private Dictionary<string, string> BuildScopeOrFail(DagExecution dag, string taskName, WorkflowNode dagNode)
    {
        try
        {
            return BuildScope(dag, taskName);
        }
        catch (TemplateErrorException error)
        {
            MarkNodePhase(dagNode.Name, NodePhases.Error, error.Message);
            throw;
        }
    }

    private Dictionary<string, string> BuildScope(DagExecution dag, string taskName)
    {
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ancestor in dag.Tasks.AncestorsOf(taskName))
        {
            var node =
                nodes.GetByName(dag.NodeName(ancestor)) ?? throw new TemplateErrorException($"Ancestor task node {ancestor} not found");
            AddToScope(scope, "tasks." + ancestor, node);
            AddSkippedToScope(scope, "tasks." + ancestor, node, dag.Tasks.Get(ancestor).Text("template"));
        }

        return scope;
    }

    private void ExecuteDagTask(DagExecution dag, string taskName)
    {
        if (!dag.Visited.Add(taskName))
        {
            return;
        }

        var nodeName = dag.NodeName(taskName);
        var node = nodes.GetByName(nodeName);
        if (node is not null && (node.IsFulfilled || node.Phase == NodePhases.Running))
        {
            try
            {
                BuildScope(dag, taskName);
            }
            catch (TemplateErrorException error)
            {
                MarkNodePhase(node.Name, NodePhases.Error, error.Message);
                return;
            }
        }

        var task = dag.Tasks.Get(taskName);
        if (node is not null && NodePhases.IsFulfilled(node.Phase, node.TaskResultSynced))
        {
            if (templates.TryGetValue(task.Text("template") ?? "", out var ended))
            {
                ReleaseLocks(ended, nodeName);
            }

            return;
        }

        var below = new ExecuteOptions(dag.BoundaryId, dag.OnExit);
        if (dag.Tasks.LogicOf(taskName).Length > 0 && !DependenciesAllow(dag, taskName, below))
        {
            return;
        }

        JsonObject resolved;
        try
        {
            resolved = ResolveReferences(task, BuildScope(dag, taskName));
        }
        catch (MissingVariableException)
        {
            requeues.Add(TimeSpan.Zero);
            return;
        }
        catch (Exception error) when (error is TemplateErrorException or FormatException)
        {
            InitializeSkipped(dag, taskName, below, NodePhases.Error, error.Message);
            return;
        }

        StartDagTask(dag, taskName, resolved, below);
    }

    private void StartDagTask(DagExecution dag, string taskName, JsonObject task, ExecuteOptions options)
    {
        var nodeName = dag.NodeName(taskName);
        if (nodes.GetByName(nodeName) is null)
        {
            ConnectDependencies(dag, taskName);
            if (!Expression.ShouldExecute(task.Text("when")))
            {
                var reason = $"when '{task.Text("when")}' evaluated false";
                InitializeNode(
                    nodeName,
                    NodeTypes.Skipped,
                    task.Text("template"),
                    options,
                    NodePhases.Skipped,
                    reason,
                    alwaysFlagged: true
                );
                return;
            }
        }

        try
        {
            ExecuteTemplate(nodeName, TemplateCaller.Of(task, "tasks"), options);
        }
        catch (TemplateErrorException error)
        {
            MarkNodePhase(nodeName, NodePhases.Error, $"task '{nodeName}' errored: {error.Message}");
        }
    }

    /// <summary>Runs what the task depends on; true where all of it has ended so that the task is to run.</summary>
    private bool DependenciesAllow(DagExecution dag, string taskName, ExecuteOptions options)
    {
        foreach (var dependency in dag.Tasks.DependenciesOf(taskName))
        {
            ExecuteDagTask(dag, dependency);
        }

        if (nodes.GetByName(dag.NodeName(taskName)) is not null)
        {
            return true;
        }

        foreach (var dependency in dag.Tasks.DependenciesOf(taskName))
        {
            if (nodes.GetByName(dag.NodeName(dependency)) is not { IsFulfilled: true })
            {
                return false;
            }
        }

        if (Expression.Evaluate(dag.Tasks.LogicOf(taskName), word => DependencyResult(dag, word)))
        {
            return true;
        }

        InitializeSkipped(dag, taskName, options, NodePhases.Omitted, "omitted: depends condition not met");
        return false;
    }

    private bool DependencyResult(DagExecution dag, string word)
    {
        var dot = word.LastIndexOf('.');
        var phase = nodes.GetByName(dag.NodeName(word[..dot]))?.Phase;
        return word[(dot + 1)..] switch
        {
            "Errored" => phase == NodePhases.Error,
            "AnySucceeded" => phase == NodePhases.Succeeded,
            "AllFailed" => phase == NodePhases.Failed,
            var result => phase == result,
        };
    }

    private void InitializeSkipped(DagExecution dag, string taskName, ExecuteOptions options, string phase, string message)
    {
        var template = dag.Tasks.Get(taskName).Text("template");
        InitializeNode(dag.NodeName(taskName), NodeTypes.Skipped, template, options, phase, message, alwaysFlagged: true);
        ConnectDependencies(dag, taskName);
    }

    private void ConnectDependencies(DagExecution dag, string taskName)
    {
        var nodeName = dag.NodeName(taskName);
        if (dag.Tasks.DependenciesOf(taskName).Count == 0)
        {
            AddChildNode(dag.BoundaryName, nodeName);
            return;
        }

        foreach (var dependency in dag.Tasks.DependenciesOf(taskName))
        {
            foreach (var outbound in OutboundNodesOf(nodes.IdOf(dag.NodeName(dependency))))
            {
                if (nodes.Get(outbound) is not { } parent)
                {
                    return;
                }

                AddChildNode(parent.Name, nodeName);
            }
        }
    }
}
