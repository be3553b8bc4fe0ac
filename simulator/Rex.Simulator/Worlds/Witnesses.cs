using System.Text.Json.Nodes;
using Rex.Simulator.GitHub;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Agents;

namespace Rex.Simulator.Worlds;

/// <summary>Looks past the proxy at what is there before a write of Rex that has to come in a certain order is let through.</summary>
internal sealed class Witnesses(HttpClient cluster, GitHubWorld gitHub, Func<IReadOnlyList<TaskWorld>> tasks, string ns)
{
    public async Task<Witness?> LookAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (!RexWrite.IsRex(entry.Identity) || TaskOf(entry) is not { } task)
        {
            return null;
        }

        var runs = ListAsync($"apis/agents.platform/v1/namespaces/{ns}/coderuns?labelSelector=task-id%3D{task.Description.Task}");
        var pods = ListAsync(
            $"api/v1/namespaces/{ns}/pods?labelSelector=workflows.argoproj.io%2Fworkflow%3D{Uri.EscapeDataString(task.Workflow)}"
        );
        var agents = ListAsync(
            $"api/v1/namespaces/{ns}/pods?labelSelector=component%3D{AgentPod.Component},task-id%3D{task.Description.Task}"
        );
        var objects = (await runs)
            .Select(run => Describe("CodeRun", run))
            .Concat((await pods).Concat(await agents).Select(pod => Describe("Pod", pod)));
        return new Witness([.. objects], gitHub.LabelsOfAll());

        async Task<IEnumerable<JsonObject>> ListAsync(string path)
        {
            var list = JsonNode.Parse(await cluster.GetStringAsync(path, cancellationToken));
            return list!["items"]!.AsArray().OfType<JsonObject>();
        }
    }

    private TaskWorld? TaskOf(LedgerEntry entry)
    {
        if (entry.Target == LedgerTarget.GitHub)
        {
            var match = RexWrite.LabelPath().Match(entry.Path);
            return tasks()
                .FirstOrDefault(task =>
                    task.Facts.PullRequestsOf()
                        .Contains($"{match.Groups["repo"].Value}#{match.Groups["number"].Value}", StringComparer.OrdinalIgnoreCase)
                );
        }

        var path = ResourcePath.Parse(entry.Path);
        return path?.Plural == "workflows" ? tasks().FirstOrDefault(task => task.Workflow == path.Name) : null;
    }

    private static WitnessedObject Describe(string kind, JsonObject item) =>
        new(
            kind,
            Testimony.Name(item),
            item["metadata"]!["uid"]!.GetValue<string>(),
            Testimony.CreatedAt(item),
            Testimony.Phase(item),
            item["metadata"]!["labels"]?.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()) ?? [],
            item["spec"]?["repositoryUrl"]?.GetValue<string>() ?? "",
            [.. item["metadata"]!["ownerReferences"]?.AsArray().Select(owner => owner!["uid"]!.GetValue<string>()) ?? []],
            item["metadata"]!["annotations"]?["workflows.argoproj.io/node-id"]?.GetValue<string>() ?? ""
        );
}
