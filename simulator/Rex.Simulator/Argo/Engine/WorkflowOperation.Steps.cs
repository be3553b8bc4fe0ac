using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Steps: groups one after another, the steps of a group side by side.</summary>
internal sealed partial class WorkflowOperation
{
    private WorkflowNode ExecuteSteps(string nodeName, JsonObject template, ExecuteOptions options)
    {
        var node = nodes.GetByName(nodeName) ?? InitializeExecutableNode(nodeName, NodeTypes.Steps, template, options, NodePhases.Running);
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        var below = new ExecuteOptions(node.Id, options.OnExit);
        var groups = template["steps"]!.AsArray();
        for (var i = 0; i < groups.Count; i++)
        {
            var groupName = GroupName(nodeName, i);
            var group = nodes.GetByName(groupName);
            if (group is null)
            {
                InitializeNode(groupName, NodeTypes.StepGroup, null, below, NodePhases.Running, alwaysFlagged: true);
            }
            else if (!group.IsFulfilled)
            {
                MarkNodePhase(groupName, NodePhases.Running);
            }

            ConnectGroup(nodeName, i);
            var steps = groups[i]!.AsArray().OfType<JsonObject>().ToList();
            group = ExecuteStepGroup(groupName, steps, scope, below);
            if (!group.IsFulfilled)
            {
                return node;
            }

            if (group.IsFailedOrError)
            {
                SetOutboundNodesOfSteps(node, groups.Count);
                return MarkNodePhase(nodeName, NodePhases.Failed, group.Message ?? "");
            }

            foreach (var step in steps)
            {
                var prefix = "steps." + step.Text("name");
                if (nodes.GetByName($"{groupName}.{step.Text("name")}") is { } child)
                {
                    AddToScope(scope, prefix, child);
                    AddSkippedToScope(scope, prefix, child, step.Text("template"));
                }
            }
        }

        SetOutboundNodesOfSteps(node, groups.Count);
        if (OutputsFromScope(template, scope) is { } outputs)
        {
            node.Outputs = outputs;
        }

        return MarkNodePhase(nodeName, NodePhases.Succeeded);
    }

    private static string GroupName(string nodeName, int index) => string.Create(CultureInfo.InvariantCulture, $"{nodeName}[{index}]");

    private void ConnectGroup(string nodeName, int index)
    {
        var groupName = GroupName(nodeName, index);
        if (index == 0)
        {
            AddChildNode(nodeName, groupName);
            return;
        }

        var previous = nodes.GetByName(GroupName(nodeName, index - 1))!;
        if (previous.Children.Count == 0)
        {
            AddChildNode(previous.Name, groupName);
            return;
        }

        foreach (var outbound in previous.Children.SelectMany(OutboundNodesOf).ToList())
        {
            AddChildNode(NameOf(outbound), groupName);
        }
    }

    private void SetOutboundNodesOfSteps(WorkflowNode node, int groups)
    {
        for (var i = groups - 1; i >= 0; i--)
        {
            if (nodes.GetByName(GroupName(node.Name, i)) is { } group)
            {
                node.SetOutboundNodes([.. group.Children.SelectMany(OutboundNodesOf)]);
                return;
            }
        }
    }

    private WorkflowNode ExecuteStepGroup(
        string groupName,
        IReadOnlyList<JsonObject> steps,
        Dictionary<string, string> scope,
        ExecuteOptions options
    )
    {
        var group = nodes.GetByName(groupName)!;
        if (group.IsFulfilled && ChildrenFulfilled(group))
        {
            return group;
        }

        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            try
            {
                var resolved = ResolveReferences(step, scope);
                var childName = $"{groupName}.{resolved.Text("name")}";
                byName[childName] = resolved;
                ExecuteStep(groupName, childName, resolved, options);
            }
            catch (MissingVariableException)
            {
                requeues.Add(TimeSpan.Zero);
                return group;
            }
            catch (FormatException error)
            {
                return MarkNodePhase(groupName, NodePhases.Error, error.Message);
            }
            catch (TemplateErrorException error)
            {
                var childName = $"{groupName}.{step.Text("name")}";
                AddChildNode(groupName, childName);
                return MarkNodePhase(
                    groupName,
                    NodePhases.Error,
                    $"step group deemed errored due to child {childName} error: {error.Message}"
                );
            }
        }

        return AssessStepGroup(group, byName);
    }

    private void ExecuteStep(string groupName, string childName, JsonObject step, ExecuteOptions options)
    {
        if (Expression.ShouldExecute(step.Text("when")))
        {
            ExecuteTemplate(childName, TemplateCaller.Of(step, "steps"), options);
        }
        else if (nodes.GetByName(childName) is null)
        {
            InitializeNode(
                childName,
                NodeTypes.Skipped,
                step.Text("template"),
                options,
                NodePhases.Skipped,
                $"when '{step.Text("when")}' evaluated false",
                alwaysFlagged: true
            );
        }

        AddChildNode(groupName, childName);
    }

    private WorkflowNode AssessStepGroup(WorkflowNode group, Dictionary<string, JsonObject> steps)
    {
        var children = group
            .Children.Select(id => nodes.Get(id) ?? throw new TemplateErrorException($"was unable to obtain childNode for {id}"))
            .ToList();
        if (children.Exists(child => !child.IsFulfilled))
        {
            return group.IsFulfilled ? MarkNodePhase(group.Name, NodePhases.Running) : group;
        }

        foreach (var child in children)
        {
            if (child.IsFailedOrError && !ContinuesOn(steps.GetValueOrDefault(child.Name), child.Phase))
            {
                return MarkNodePhase(group.Name, NodePhases.Failed, $"child '{child.Id}' failed");
            }
        }

        return MarkNodePhase(group.Name, NodePhases.Succeeded);
    }

    private static bool ContinuesOn(JsonObject? taskOrStep, string? phase) =>
        taskOrStep?["continueOn"] is JsonObject continueOn
        && (
            (phase == NodePhases.Failed && continueOn.Flag("failed") == true)
            || (phase == NodePhases.Error && continueOn.Flag("error") == true)
        );

    /// <summary>The task or step with its references replaced; where it will not execute, only its condition.</summary>
    private JsonObject ResolveReferences(JsonObject taskOrStep, Dictionary<string, string> scope)
    {
        if (taskOrStep.Text("when") is { Length: > 0 } when)
        {
            var resolved = Placeholders.Replace(when, Lookup(scope), strict: true);
            if (!Expression.ShouldExecute(resolved))
            {
                var skipped = (JsonObject)taskOrStep.DeepClone();
                skipped["when"] = resolved;
                return skipped;
            }
        }

        return (JsonObject)Placeholders.ReplaceStrict(taskOrStep, Lookup(scope))!;
    }
}
