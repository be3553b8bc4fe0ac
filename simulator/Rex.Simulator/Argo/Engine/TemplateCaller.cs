using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What asks for a template: a DAG task, a step, the entry point or an exit handler.</summary>
internal sealed record TemplateCaller(string Name, string TemplateName, JsonObject? Arguments, string Kind)
{
    public static TemplateCaller Of(JsonObject taskOrStep, string kind) =>
        new(taskOrStep.Text("name") ?? "", taskOrStep.Text("template") ?? "", taskOrStep["arguments"] as JsonObject, kind);
}
