using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Executing a template: inputs, retries, and then what its kind asks for.</summary>
internal sealed partial class WorkflowOperation
{
    /// <exception cref="TemplateErrorException">The template could not be executed.</exception>
    private WorkflowNode ExecuteTemplate(string nodeName, TemplateCaller caller, ExecuteOptions options)
    {
        var node = nodes.GetByName(nodeName);
        if (++depth > MaxDepth)
        {
            throw new TemplateErrorException("Maximum recursion depth exceeded.");
        }

        try
        {
            if (!templates.TryGetValue(caller.TemplateName, out var source))
            {
                throw MarkOrInitializeError(node, nodeName, caller, options, $"template name '{caller.TemplateName}' undefined");
            }

            if (node is not null && NodePhases.IsFulfilled(node.Phase, node.TaskResultSynced))
            {
                ReleaseLocks(source, nodeName);
                return node;
            }

            var template = ProcessArguments(source, caller, nodeName, node, options);
            if (WaitForLocks(nodeName, node, template, options) is { } waiting)
            {
                return waiting;
            }

            var executed = source["retryStrategy"] is JsonObject strategy
                ? ExecuteWithRetries(nodeName, node, template, strategy, caller, options)
                : ExecuteKind(nodeName, template, options);
            if (executed.IsFulfilled)
            {
                ReleaseLocks(source, nodeName);
            }

            return executed;
        }
        finally
        {
            depth--;
        }
    }

    private WorkflowNode ExecuteKind(string nodeName, JsonObject template, ExecuteOptions options)
    {
        try
        {
            return template switch
            {
                _ when template["steps"] is JsonArray => ExecuteSteps(nodeName, template, options),
                _ when template["dag"] is JsonObject => ExecuteDag(nodeName, template, options),
                _ when template["suspend"] is JsonObject => ExecuteSuspend(nodeName, template, options),
                _ when template["resource"] is JsonObject || template["script"] is JsonObject || template["container"] is JsonObject =>
                    ExecutePod(nodeName, template, options),
                _ => throw new TemplateErrorException($"Template '{template.Text("name")}' missing specification"),
            };
        }
        catch (TemplateErrorException error)
        {
            MarkNodePhase(nodeName, NodePhases.Error, error.Message);
            throw;
        }
    }

    private TemplateErrorException MarkOrInitializeError(
        WorkflowNode? node,
        string nodeName,
        TemplateCaller caller,
        ExecuteOptions options,
        string message
    )
    {
        if (node is null)
        {
            InitializeNode(nodeName, NodeTypes.Skipped, caller.TemplateName, options, NodePhases.Error, message);
        }
        else
        {
            MarkNodePhase(nodeName, NodePhases.Error, message);
        }

        return new TemplateErrorException(message);
    }

    /// <summary>The template with its inputs' values set and everything replaced that can be replaced by now.</summary>
    private JsonObject ProcessArguments(
        JsonObject source,
        TemplateCaller caller,
        string nodeName,
        WorkflowNode? node,
        ExecuteOptions options
    )
    {
        var locals = new Dictionary<string, string>(StringComparer.Ordinal) { ["node.name"] = nodeName };
        if (caller.Kind.Length > 0)
        {
            locals[caller.Kind + ".name"] = caller.Name;
        }

        if (source["retryStrategy"] is null)
        {
            locals["pod.name"] = NodeIds.PodName(name, nodeName, source.Text("name") ?? "");
        }

        var given = caller.Arguments.Objects("parameters").ToDictionary(p => p.Text("name") ?? "", p => p["value"]);
        var inputs = new JsonArray();
        foreach (var declared in (source["inputs"] as JsonObject).Objects("parameters"))
        {
            var parameter = (JsonObject)declared.DeepClone();
            var parameterName = parameter.Text("name") ?? "";
            var value = given.GetValueOrDefault(parameterName) ?? parameter["value"] ?? parameter["default"];
            if (value is null)
            {
                throw MarkOrInitializeError(node, nodeName, caller, options, $"inputs.parameters.{parameterName} was not supplied");
            }

            var text = Placeholders.Replace(value.ToString(), Lookup(locals));
            parameter["value"] = text;
            locals["inputs.parameters." + parameterName] = text;
            inputs.Add(parameter);
        }

        var template = (JsonObject)Placeholders.Replace(source, Lookup(locals))!;
        template["inputs"] = inputs.Count == 0 ? new JsonObject() : new JsonObject { ["parameters"] = inputs };
        return template;
    }

    private Func<string, string?> Lookup(Dictionary<string, string> locals) =>
        key => locals.TryGetValue(key, out var value) ? value : globals.GetValueOrDefault(key);

    private WorkflowNode ExecuteWithRetries(
        string nodeName,
        WorkflowNode? node,
        JsonObject template,
        JsonObject strategy,
        TemplateCaller caller,
        ExecuteOptions options
    )
    {
        var parent = node ?? InitializeExecutableNode(nodeName, NodeTypes.Retry, template, options, NodePhases.Running);
        if (!ProcessRetries(parent, strategy))
        {
            return parent;
        }

        var attempts = Attempts(parent);
        var last = attempts.LastOrDefault();
        if (parent.IsFulfilled && ChildrenFulfilled(parent))
        {
            CopyOutputs(last, parent);
            return parent;
        }

        var attemptName = last?.Name ?? "";
        if (last is null || NodePhases.IsFulfilled(last.Phase, last.TaskResultSynced))
        {
            attemptName = string.Create(CultureInfo.InvariantCulture, $"{nodeName}({attempts.Count})");
            AddChildNode(nodeName, attemptName);
        }

        var locals = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pod.name"] = NodeIds.PodName(name, attemptName, template.Text("name") ?? ""),
            ["retries"] = attempts.Count.ToString(CultureInfo.InvariantCulture),
            ["lastRetry.exitCode"] = last?.Outputs?.Text("exitCode") ?? "0",
            ["lastRetry.status"] = last?.Phase ?? "",
            ["lastRetry.message"] = last?.Message ?? "",
        };
        template = (JsonObject)Placeholders.Replace(template, Lookup(locals))!;
        WorkflowNode attempt;
        try
        {
            attempt = ExecuteKind(attemptName, template, options with { Retried = true });
        }
        catch (TemplateErrorException)
            when (strategy.Text("retryPolicy") is "Always" or "OnError" && nodes.GetByName(attemptName) is not null)
        {
            attempt = nodes.GetByName(attemptName)!;
        }

        var done = NodePhases.IsFulfilled(attempt.Phase, attempt.TaskResultSynced);
        return done && !NodePhases.IsFulfilled(parent.Phase, parent.TaskResultSynced) ? ExecuteTemplate(nodeName, caller, options) : parent;
    }

    private static void CopyOutputs(WorkflowNode? from, WorkflowNode to)
    {
        if (from is not null && !JsonNode.DeepEquals(from.Outputs, to.Outputs))
        {
            to.Outputs = from.Outputs?.DeepClone() as JsonObject;
        }
    }
}
