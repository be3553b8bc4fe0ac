using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Rex.Adapters.Remediations;

namespace RestartQa;

/// <summary>What a platform would have: the definitions, a main workflow at its quality work, and the quality agent's run.</summary>
internal sealed class TaskWorld(Kubernetes kubernetes)
{
    public const string Repository = "acme/shop";

    private const string Namespace = "agent-platform";
    private const string Workflow = "play-task-3-r5z88";

    public async Task CreateAsync()
    {
        await kubernetes.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } });
        await DefineAsync(KubernetesYaml.Deserialize<V1CustomResourceDefinition>(RemediationDefinition.Yaml));
        await DefineAsync(Definition("agents.platform", "v1", "coderuns", "CodeRun"));
        await DefineAsync(Definition("argoproj.io", "v1alpha1", "workflows", "Workflow"));
        await DefineAsync(Definition("argoproj.io", "v1alpha1", "workflowtaskresults", "WorkflowTaskResult"));
        await CreateAsync("argoproj.io", "v1alpha1", "workflows", MainWorkflow());
        await CreateAsync("agents.platform", "v1", "coderuns", QualityRun());
    }

    /// <summary>Waits for the restart write, and starts the quality node anew as the workflow controller does.</summary>
    public async Task PlayControllerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            var workflow = Json(
                await kubernetes.GetNamespacedCustomObjectAsync(
                    "argoproj.io",
                    "v1alpha1",
                    Namespace,
                    "workflows",
                    Workflow,
                    cancellationToken
                )
            );
            var isRestarted = workflow["metadata"]!["annotations"]?["rex.agents.platform/restarted-for"] is not null;
            if (isRestarted && workflow["status"]!["nodes"]![$"{Workflow}-2"] is null)
            {
                var patch = new JsonObject { ["status"] = new JsonObject { ["nodes"] = Nodes(DateTimeOffset.UtcNow) } };
                await kubernetes.PatchNamespacedCustomObjectAsync(
                    new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch),
                    "argoproj.io",
                    "v1alpha1",
                    Namespace,
                    "workflows",
                    Workflow,
                    cancellationToken: cancellationToken
                );
                return;
            }
        }
    }

    public async Task<int> CountRunsAsync() =>
        Json(await kubernetes.ListNamespacedCustomObjectAsync("agents.platform", "v1", Namespace, "coderuns"))["items"]!.AsArray().Count;

    private static JsonObject MainWorkflow() =>
        Object(
            "argoproj.io/v1alpha1",
            "Workflow",
            Workflow,
            new JsonObject
            {
                ["workflow-type"] = "play-orchestration",
                ["task-id"] = "3",
                ["repository"] = "acme-shop",
                ["current-stage"] = "waiting-ready-for-qa",
            },
            ("spec", JsonNode.Parse("""{"templates": [{"name": "create-coderun", "resource": {"action": "create"}}]}""")!),
            (
                "status",
                new JsonObject
                {
                    ["phase"] = "Running",
                    ["startedAt"] = Time(-120),
                    ["nodes"] = Nodes(DateTimeOffset.UtcNow.AddMinutes(-30)),
                }
            )
        );

    private static JsonObject QualityRun() =>
        Object(
            "agents.platform/v1",
            "CodeRun",
            "coderun-quality-task3-c7wh8",
            new JsonObject
            {
                ["task-id"] = "3",
                ["github-app"] = "5DLabs-Cleo",
                ["workflow-name"] = Workflow,
                ["workflow-stage"] = "quality",
            },
            ("spec", new JsonObject { ["taskId"] = 3, ["repositoryUrl"] = Repository })
        );

    private static JsonObject Nodes(DateTimeOffset qualityStartedAt)
    {
        var quality = Node(2, "quality-work", "Pod", "Running", $"{qualityStartedAt:yyyy-MM-ddTHH:mm:ssZ}");
        quality["templateName"] = "create-coderun";
        var gate = Node(1, "wait-pr-created", "Suspend", "Succeeded", Time(-90));
        gate["finishedAt"] = Time(-60);
        gate["children"] = new JsonArray($"{Workflow}-2");
        var root = Node(0, Workflow, "DAG", "Running", Time(-120));
        root["children"] = new JsonArray($"{Workflow}-1");
        return new JsonObject
        {
            [Workflow] = root,
            [$"{Workflow}-1"] = gate,
            [$"{Workflow}-2"] = quality,
        };
    }

    private static JsonObject Node(int number, string displayName, string type, string phase, string startedAt)
    {
        var node = new JsonObject
        {
            ["id"] = number == 0 ? Workflow : $"{Workflow}-{number}",
            ["name"] = number == 0 ? Workflow : $"{Workflow}.{displayName}",
            ["displayName"] = displayName,
            ["type"] = type,
            ["phase"] = phase,
            ["startedAt"] = startedAt,
        };
        if (number > 0)
        {
            node["boundaryID"] = Workflow;
        }

        return node;
    }

    private static string Time(int minutes) => $"{DateTimeOffset.UtcNow.AddMinutes(minutes):yyyy-MM-ddTHH:mm:ssZ}";

    private static JsonObject Object(
        string apiVersion,
        string kind,
        string name,
        JsonObject labels,
        params (string Name, JsonNode Value)[] parts
    )
    {
        var document = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        };
        foreach (var (part, value) in parts)
        {
            document.Add(part, value);
        }

        return document;
    }

    private static V1CustomResourceDefinition Definition(string group, string version, string plural, string kind) =>
        KubernetesYaml.Deserialize<V1CustomResourceDefinition>(
            $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: {{plural}}.{{group}}
            spec:
              group: {{group}}
              scope: Namespaced
              names: {kind: {{kind}}, listKind: {{kind}}List, plural: {{plural}}, singular: {{kind.ToLowerInvariant()}}}
              versions:
                - name: {{version}}
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """
        );

    private static JsonObject Json(object answer) => JsonNode.Parse(answer.ToString()!)!.AsObject();

    private Task DefineAsync(V1CustomResourceDefinition definition) => kubernetes.CreateCustomResourceDefinitionAsync(definition);

    private Task CreateAsync(string group, string version, string plural, JsonObject document) =>
        kubernetes.CreateNamespacedCustomObjectAsync(document, group, version, Namespace, plural);
}
