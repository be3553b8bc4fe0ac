using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Agent runs that no main workflow of the scenario started.</summary>
internal static class ExtraRuns
{
    public static async Task CreateAsync(
        KubeApi api,
        string ns,
        RunDescription run,
        IReadOnlyList<TaskWorld> tasks,
        CancellationToken cancellationToken
    )
    {
        var created = await api.CreateAsync(KubeResource.CodeRuns, ns, Manifest(ns, run, tasks), cancellationToken);
        if (run.Finished.Length > 0)
        {
            var status = new JsonObject
            {
                ["metadata"] = new JsonObject { ["uid"] = created.Uid() },
                ["status"] = new JsonObject { ["phase"] = run.Finished },
            };
            await api.PatchAsync(KubeResource.CodeRuns, ns, run.Name, status, cancellationToken, "status");
        }
    }

    private static JsonObject Manifest(string ns, RunDescription run, IReadOnlyList<TaskWorld> tasks)
    {
        var labels = new JsonObject
        {
            ["task-id"] = run.Task.ToString(CultureInfo.InvariantCulture),
            ["workflow-type"] = "play-orchestration",
        };
        if (run.App.Length > 0)
        {
            labels["github-app"] = run.App;
        }

        if (run.Workflow is { } workflow)
        {
            labels["workflow-name"] = tasks.First(task => task.Name == workflow.Value).Workflow;
        }

        return new JsonObject
        {
            ["apiVersion"] = "agents.platform/v1",
            ["kind"] = "CodeRun",
            ["metadata"] = new JsonObject
            {
                ["name"] = run.Name,
                ["namespace"] = ns,
                ["labels"] = labels,
            },
            ["spec"] = new JsonObject
            {
                ["taskId"] = run.Task,
                ["service"] = run.Service,
                ["repositoryUrl"] = run.RepositoryAsUrl ? $"https://github.com/{run.Repository}" : run.Repository,
                ["docsRepositoryUrl"] = "acme/docs",
                ["workingDirectory"] = ".",
                ["model"] = "any",
                ["githubApp"] = run.App.Length > 0 ? run.App : "5DLabs-Rex",
            },
        };
    }
}
