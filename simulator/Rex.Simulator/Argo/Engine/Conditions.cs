using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>The conditions in a workflow's status: one for each type, new ones at the end.</summary>
internal static class Conditions
{
    public static void Set(JsonObject status, string type, string value)
    {
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        if (conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == type) is { } known)
        {
            known["status"] = value;
        }
        else
        {
            conditions.Add(new JsonObject { ["status"] = value, ["type"] = type });
        }
    }
}
