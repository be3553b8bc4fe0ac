using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Nodes;

/// <summary>
/// One entry of <c>status.nodes</c>: reads its JSON once, writes every change through to it, and leaves fields it does not know as
/// they are. A partial node (without id, name or type) is possible, as with the real controller.
/// </summary>
internal sealed class WorkflowNode
{
    private readonly JsonObject json;
    private readonly List<string> children;
    private readonly List<string> outboundNodes;
    private string? phase;
    private string? message;
    private bool? taskResultSynced;

    public WorkflowNode(JsonObject json)
    {
        this.json = json;
        Id = json.Text("id") ?? "";
        Name = json.Text("name") ?? "";
        DisplayName = json.Text("displayName") ?? "";
        Type = json.Text("type");
        BoundaryId = json.Text("boundaryID") ?? "";
        TemplateName = json.Text("templateName");
        phase = json.Text("phase");
        message = json.Text("message");
        taskResultSynced = json.Flag("taskResultSynced");
        children = json.Texts("children");
        outboundNodes = json.Texts("outboundNodes");
        var flag = json["nodeFlag"] as JsonObject;
        Retried = flag?.Flag("retried") == true;
        Hooked = flag?.Flag("hooked") == true;
    }

    public JsonObject Json => json;

    public string Id { get; }

    public string Name { get; }

    public string DisplayName { get; }

    public string? Type { get; }

    public string BoundaryId { get; }

    public string? TemplateName { get; }

    public bool Retried { get; }

    public bool Hooked { get; }

    public IReadOnlyList<string> Children => children;

    public IReadOnlyList<string> OutboundNodes => outboundNodes;

    public string? Phase
    {
        get => phase;
        set
        {
            phase = value;
            json["phase"] = value;
        }
    }

    public string? Message
    {
        get => message;
        set
        {
            message = value;
            json.SetOrRemove("message", value);
        }
    }

    public bool? TaskResultSynced
    {
        get => taskResultSynced;
        set
        {
            taskResultSynced = value;
            json["taskResultSynced"] = value;
        }
    }

    public DateTimeOffset? StartedAt => json.Time("startedAt");

    public DateTimeOffset? FinishedAt
    {
        get => json.Time("finishedAt");
        set => json["finishedAt"] = value is { } time ? KubeTime.Format(time) : null;
    }

    public JsonObject? Outputs
    {
        get => json["outputs"] as JsonObject;
        set => json.SetOrRemove("outputs", value);
    }

    public bool IsFulfilled => NodePhases.IsFulfilled(phase, taskResultSynced);

    public bool IsCompleted => NodePhases.IsCompleted(phase) && taskResultSynced != false;

    public bool IsFailedOrError => NodePhases.IsFailedOrError(phase);

    public bool IsPending => phase is NodePhases.Pending or "";

    public bool IsActiveSuspend => Type == NodeTypes.Suspend && phase == NodePhases.Running;

    public bool AddChild(string id)
    {
        if (children.Contains(id))
        {
            return false;
        }

        children.Add(id);
        json["children"] = children.ToJsonArray();
        return true;
    }

    public void SetOutboundNodes(IEnumerable<string> ids)
    {
        outboundNodes.Clear();
        outboundNodes.AddRange(ids);
        json.SetOrRemove("outboundNodes", outboundNodes.Count == 0 ? null : outboundNodes.ToJsonArray());
    }
}
