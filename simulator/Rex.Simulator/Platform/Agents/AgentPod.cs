using System.Text.Json;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Agents;

/// <summary>The pod in which an agent works, with what it knows of its run.</summary>
internal sealed record AgentPod(
    string Namespace,
    string Pod,
    string Run,
    int TaskId,
    string GithubApp,
    string Service,
    string Repository,
    string Workflow
)
{
    public const string App = "controller";
    public const string Component = "code-runner";

    /// <summary>Null for pods of other kinds.</summary>
    public static AgentPod? Of(JsonElement pod)
    {
        if (pod.Label("app") != App || pod.Label("component") != Component)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in pod.GetProperty("spec").GetProperty("containers")[0].Get("env")?.EnumerateArray() ?? default)
        {
            values[variable.GetText("name") ?? ""] = variable.GetText("value") ?? "";
        }

        return new AgentPod(
            pod.Namespace(),
            pod.Name(),
            values.GetValueOrDefault("CODERUN", ""),
            int.TryParse(pod.Label("task-id"), out var task) ? task : 0,
            values.GetValueOrDefault("GITHUB_APP", ""),
            pod.Label("service") ?? "",
            values.GetValueOrDefault("REPOSITORY_URL", ""),
            values.GetValueOrDefault("WORKFLOW_NAME", "")
        );
    }
}
