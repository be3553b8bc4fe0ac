using System.Text.Json;

namespace Rex.Core.Workflows.Nodes;

/// <summary>One node of a workflow's status, as the workflow controller keeps it.</summary>
public sealed class WorkflowNode
{
    internal WorkflowNode(string id, JsonElement json)
    {
        Id = id;
        Json = json;
        Name = json.Text("name");
        DisplayName = json.Text("displayName");
        Type = json.Text("type");
        Phase = json.Text("phase");
        TemplateName = json.Text("templateName");
        BoundaryId = json.Text("boundaryID");
        StartedAt = json.Text("startedAt");
        FinishedAt = json.Text("finishedAt");
        IsAttempt = json.IsTrue("nodeFlag", "retried");
        Children = json.Texts("children");
        OutboundNodes = json.Texts("outboundNodes");
    }

    /// <summary>The node's JSON.</summary>
    public JsonElement Json { get; }

    /// <summary>Its key in the node map.</summary>
    public string Id { get; }

    /// <summary>Its full name; null in a partial node (one that a late write of the controller brought back).</summary>
    public string? Name { get; }

    /// <summary>Its name within its boundary.</summary>
    public string? DisplayName { get; }

    /// <summary>Its type (Pod, Steps, StepGroup, DAG, TaskGroup, Retry, Suspend, Skipped …); null in a partial node.</summary>
    public string? Type { get; }

    /// <summary>Its phase.</summary>
    public string? Phase { get; }

    /// <summary>The template it runs.</summary>
    public string? TemplateName { get; }

    /// <summary>The DAG or Steps node it is in; null for the root and for exit handlers.</summary>
    public string? BoundaryId { get; }

    /// <summary>When it started, as the controller wrote it (whole seconds).</summary>
    public string? StartedAt { get; }

    /// <summary>When it finished, as the controller wrote it; null while it has not.</summary>
    public string? FinishedAt { get; }

    /// <summary>Whether it is an attempt of a Retry node (<c>nodeFlag.retried</c>).</summary>
    public bool IsAttempt { get; }

    /// <summary>Ids of the nodes that come after it or are in it.</summary>
    public IReadOnlyList<string> Children { get; }

    /// <summary>Ids of the last nodes in it.</summary>
    public IReadOnlyList<string> OutboundNodes { get; }

    /// <summary>Whether it has ended in any phase.</summary>
    public bool IsFinished => Phase is "Succeeded" or "Failed" or "Error" or "Skipped" or "Omitted";

    /// <summary>Whether it failed.</summary>
    public bool HasFailed => Phase is "Failed" or "Error";

    /// <summary>Whether it was passed over: a placeholder for something that never ran.</summary>
    public bool WasPassedOver => Type == "Skipped" || Phase is "Skipped" or "Omitted";

    /// <summary>Whether it only groups what is in it (a StepGroup or TaskGroup).</summary>
    public bool IsGroup => Type is "StepGroup" or "TaskGroup";

    /// <summary>Whether it is a Retry node; its children are its attempts.</summary>
    public bool IsRetry => Type == "Retry";
}
