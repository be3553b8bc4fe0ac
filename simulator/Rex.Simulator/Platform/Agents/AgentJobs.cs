using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Agents;

/// <summary>The Job of a run and the pod of a Job.</summary>
internal static class AgentJobs
{
    /// <summary>The labels by which the controller finds Jobs again: agent and service, not the task.</summary>
    public static string CleanupSelector(JsonElement run) =>
        $"app={AgentPod.App},component={AgentPod.Component},github-user={User(run)},service={run.GetText("spec", "service")}";

    public static JsonObject Job(JsonElement run, string suffix)
    {
        var metadata = new JsonObject
        {
            ["name"] = $"{run.Name()}-{suffix}",
            ["namespace"] = run.Namespace(),
            ["labels"] = Labels(run),
            ["ownerReferences"] = new JsonArray(Owner(run, "agents.platform/v1", "CodeRun")),
        };
        return new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["backoffLimit"] = 0,
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = Labels(run) },
                    ["spec"] = PodSpec(run),
                },
            },
        };
    }

    public static JsonObject Pod(JsonElement job)
    {
        var template = job.Get("spec", "template")!.Value.ToJsonObject();
        var metadata = new JsonObject
        {
            ["name"] = $"{job.Name()}-pod",
            ["namespace"] = job.Namespace(),
            ["labels"] = template["metadata"].At("labels")?.DeepClone(),
            ["ownerReferences"] = new JsonArray(Owner(job, "batch/v1", "Job")),
        };
        metadata["labels"]!["job-name"] = job.Name();
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = template["spec"]?.DeepClone(),
        };
    }

    private static string User(JsonElement run) => (run.GetText("spec", "githubApp") ?? "").ToLowerInvariant();

    private static JsonObject Labels(JsonElement run) =>
        new()
        {
            ["app"] = AgentPod.App,
            ["component"] = AgentPod.Component,
            ["task-id"] = run.Get("spec", "taskId")?.GetInt64().ToString(CultureInfo.InvariantCulture),
            ["github-user"] = User(run),
            ["service"] = run.GetText("spec", "service"),
        };

    private static JsonObject PodSpec(JsonElement run)
    {
        var environment = new JsonArray(
            Variable("CODERUN", run.Name()),
            Variable("GITHUB_APP", run.GetText("spec", "githubApp")),
            Variable("REPOSITORY_URL", run.GetText("spec", "repositoryUrl")),
            Variable("WORKFLOW_NAME", run.Label("workflow-name"))
        );
        var container = new JsonObject
        {
            ["name"] = "main",
            ["image"] = "agent",
            ["env"] = environment,
        };
        return new JsonObject { ["restartPolicy"] = "Never", ["containers"] = new JsonArray(container) };
    }

    private static JsonObject Variable(string name, string? value) => new() { ["name"] = name, ["value"] = value ?? "" };

    private static JsonObject Owner(JsonElement owner, string apiVersion, string kind) =>
        new()
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["name"] = owner.Name(),
            ["uid"] = owner.Uid(),
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        };
}
