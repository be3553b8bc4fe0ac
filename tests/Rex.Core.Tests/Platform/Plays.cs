using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Core.Tests.Platform;

/// <summary>Main workflows as the workflow controller writes them, cut down to the nodes that matter.</summary>
internal static class Plays
{
    /// <summary>The second generation (a DAG) while the tester works; the node before testing finished minutes ago.</summary>
    public const string G2WhileTesting = """
        root      |                                             | DAG       | Running   | main           |         | impl
        impl      | .implementation-work                        | Pod       | Succeeded | create-coderun | root    | quality
        quality   | .quality-work                               | Steps     | Succeeded | agent-coderun  | root    | quality0 | qualityRun
        quality0  | .quality-work[0]                            | StepGroup | Succeeded |                | quality | qualityRun
        qualityRun| .quality-work[0].create-coderun-resource    | Pod       | Succeeded | create-coderun | quality | toQa
        toQa      | .update-to-waiting-qa                       | Pod       | Succeeded | update-stage   | root    | gate
        gate      | .wait-ready-for-qa                          | Suspend   | Succeeded | suspend        | root    | testing
        testing   | .testing-work                               | Steps     | Running   | agent-coderun  | root    | testing0
        testing0  | .testing-work[0]                            | StepGroup | Running   |                | testing | testingRun
        testingRun| .testing-work[0].create-coderun-resource    | Pod       | Running   | create-coderun | testing |
        """;

    /// <summary>The third generation (a loop) in its second iteration, while the quality agent works.</summary>
    public const string G3SecondIteration = """
        root      |                                             | DAG       | Running   | main           |         | loop
        loop      | .remediation-iteration                      | Retry     | Running   | iteration      | root    | first, second
        first     | .remediation-iteration(0)                   | Steps     | Failed    | iteration      | root    | first0   | firstEval
        first0    | .remediation-iteration(0)[0]                | StepGroup | Succeeded |                | first   | firstQ
        firstQ    | .remediation-iteration(0)[0].quality-work   | Steps     | Succeeded | agent-coderun  | first   | firstQ0  | firstQRun
        firstQ0   | .remediation-iteration(0)[0].quality-work[0]| StepGroup | Succeeded |                | firstQ  | firstQRun
        firstQRun | .remediation-iteration(0)[0].quality-work[0].create | Pod | Succeeded | create-coderun | firstQ | first1
        first1    | .remediation-iteration(0)[1]                | StepGroup | Failed    |                | first   | firstEval
        firstEval | .remediation-iteration(0)[1].evaluate       | Pod       | Failed    | evaluate       | first   |
        second    | .remediation-iteration(1)                   | Steps     | Running   | iteration      | root    | second0
        second0   | .remediation-iteration(1)[0]                | StepGroup | Succeeded |                | second  | impl
        impl      | .remediation-iteration(1)[0].implementation | Pod       | Succeeded | create-coderun | second  | second1
        second1   | .remediation-iteration(1)[1]                | StepGroup | Succeeded |                | second  | stage
        stage     | .remediation-iteration(1)[1].update-to-quality-in-progress | Pod | Succeeded | update-stage | second | second2
        second2   | .remediation-iteration(1)[2]                | StepGroup | Running   |                | second  | quality
        quality   | .remediation-iteration(1)[2].quality-work   | Steps     | Running   | agent-coderun  | second  | quality0
        quality0  | .remediation-iteration(1)[2].quality-work[0]| StepGroup | Running   |                | quality | qualityRun
        qualityRun| .remediation-iteration(1)[2].quality-work[0].create | Pod | Running  | create-coderun | quality |
        """;

    /// <summary>The first generation at the gate before quality work.</summary>
    public const string G1AtTheGate = """
        root      |                                             | DAG       | Running   | main           |         | impl
        impl      | .implementation-work                        | Pod       | Succeeded | create-coderun | root    | gate
        gate      | .wait-pr-created                            | Suspend   | Running   | suspend        | root    |
        """;

    /// <summary>The id of a node.</summary>
    public static string Id(string node) => node == "root" ? Samples.Workflow : $"{Samples.Workflow}-{node}";

    /// <summary>A workflow of the task. Its nodes started a minute after each other, the first one an hour before the tests begin.</summary>
    public static JsonObject Workflow(string nodes, string name = Samples.Workflow) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["uid"] = $"uid-of-{name}",
                ["creationTimestamp"] = Text(Samples.Now.AddHours(-1)),
                ["labels"] = new JsonObject
                {
                    ["workflow-type"] = "play-orchestration",
                    ["task-id"] = "7",
                    ["repository"] = "5dlabs-shop",
                    ["current-stage"] = "waiting-ready-for-qa",
                    ["workflows.argoproj.io/completed"] = "false",
                    ["workflows.argoproj.io/phase"] = "Running",
                },
            },
            ["spec"] = new JsonObject { ["workflowTemplateRef"] = new JsonObject { ["name"] = "play" } },
            ["status"] = new JsonObject
            {
                ["phase"] = "Running",
                ["startedAt"] = Text(Samples.Now.AddHours(-1)),
                ["nodes"] = Nodes(nodes),
                ["storedWorkflowTemplateSpec"] = new JsonObject
                {
                    ["templates"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = "create-coderun",
                            ["resource"] = new JsonObject { ["action"] = "create" },
                        },
                        new JsonObject { ["name"] = "update-stage", ["script"] = new JsonObject() }
                    ),
                },
            },
        };

    /// <summary>A time as Kubernetes writes it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Nodes(string table)
    {
        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new JsonObject(rows.Select((row, index) => Node([.. row.Split('|', StringSplitOptions.TrimEntries)], index)));
    }

    private static KeyValuePair<string, JsonNode?> Node(string[] cells, int index)
    {
        var startedAt = Samples.Now.AddHours(-1).AddMinutes(index);
        var name = Samples.Workflow + cells[1];
        var node = new JsonObject
        {
            ["id"] = Id(cells[0]),
            ["name"] = name,
            ["displayName"] = name.EndsWith(']') ? name[name.LastIndexOf('[')..] : name[(name.LastIndexOf('.') + 1)..],
            ["type"] = cells[2],
            ["phase"] = cells[3],
            ["startedAt"] = Text(startedAt),
            ["finishedAt"] = cells[3] == "Running" ? null : Text(startedAt.AddSeconds(30)),
        };
        Set(node, "templateName", cells[4]);
        Set(node, "boundaryID", cells[5].Length == 0 ? "" : Id(cells[5]));
        SetList(node, "children", cells[6]);
        SetList(node, "outboundNodes", cells.ElementAtOrDefault(7) ?? "");
        if (name.EndsWith(')'))
        {
            node["nodeFlag"] = new JsonObject { ["retried"] = true };
        }

        return KeyValuePair.Create(Id(cells[0]), (JsonNode?)node);
    }

    private static void Set(JsonObject node, string member, string value)
    {
        if (value.Length > 0)
        {
            node[member] = value;
        }
    }

    private static void SetList(JsonObject node, string member, string nodes)
    {
        if (nodes.Length > 0)
        {
            node[member] = new JsonArray([.. nodes.Split(", ").Select(one => (JsonNode)Id(one))]);
        }
    }
}
