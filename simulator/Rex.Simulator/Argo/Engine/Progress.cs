using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>
/// The field <c>progress</c> of nodes and workflow. It changes on every node above one that ends, so after a conflict it is one of the
/// fields that come back for nodes somebody has removed.
/// </summary>
internal static class Progress
{
    public static void Update(NodeTable nodes, JsonObject status)
    {
        var own = new Dictionary<WorkflowNode, (int Done, int All)>();
        var total = (Done: 0, All: 0);
        foreach (var node in nodes.All.Values.Where(node => NodeTypes.IsExecutable(node.Type)))
        {
            var done = node.Phase is NodePhases.Succeeded or NodePhases.Skipped or NodePhases.Omitted ? 1 : 0;
            own[node] = (done, 1);
            total = (total.Done + done, total.All + 1);
            Set(node.Json, (done, 1));
        }

        var visited = new HashSet<WorkflowNode>();
        foreach (var node in nodes.All.Values.Where(node => node.Type is not null && !NodeTypes.IsExecutable(node.Type)))
        {
            visited.Clear();
            var sum = Below(node);
            if (sum.All > 0)
            {
                Set(node.Json, sum);
            }
        }

        Set(status, total);

        (int Done, int All) Below(WorkflowNode node)
        {
            var sum = (Done: 0, All: 0);
            foreach (var id in node.Children)
            {
                if (nodes.Get(id) is { } child && visited.Add(child))
                {
                    var below = Below(child);
                    var mine = own.GetValueOrDefault(child);
                    sum = (sum.Done + below.Done + mine.Done, sum.All + below.All + mine.All);
                }
            }

            return sum;
        }
    }

    private static void Set(JsonObject json, (int Done, int All) progress)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done}/{progress.All}");
        if (json.Text("progress") != text)
        {
            json["progress"] = text;
        }
    }
}
