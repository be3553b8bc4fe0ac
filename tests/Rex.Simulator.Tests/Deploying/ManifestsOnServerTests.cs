using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rex.Adapters.Remediations;
using Rex.ApiServers;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Templates;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>
/// A real API server that knows Argo's kinds by what Argo publishes of them keeps the manifests as they are: what it does not know it drops without a word.
/// </summary>
public sealed class ManifestsOnServerTests
{
    private const string Events = "argo-events.schema.json";
    private const string Workflows = "argo-workflows.schema.json";
    private static readonly string[] Modes = ["argo", "argo-remediation"];

    private static readonly (string Kind, string Plural, string File, string Definition)[] Kinds =
    [
        ("EventSource", "eventsources", Events, "io.argoproj.events.v1alpha1.EventSource"),
        ("Sensor", "sensors", Events, "io.argoproj.events.v1alpha1.Sensor"),
        ("WorkflowTemplate", "workflowtemplates", Workflows, "io.argoproj.workflow.v1alpha1.WorkflowTemplate"),
        ("Workflow", "workflows", Workflows, "io.argoproj.workflow.v1alpha1.Workflow"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manifests_OnARealServer_ComeBackAsTheyWereSent()
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out var binaries, out var missing), missing ?? "");
        var schemas = new[] { Events, Workflows }.ToDictionary(file => file, file => new StructuralSchema(PublishedSchema.Read(file)));
        var objects = Modes.SelectMany(Objects).ToList();
        await using var cluster = await ApiServerCluster.StartAsync(new ApiServerClusterOptions { Binaries = binaries }, Cancellation);
        using var client = cluster.CreateClient();
        foreach (var mode in Modes)
        {
            await PostAsync(client, "api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = mode } });
        }

        foreach (var (kind, plural, file, definition) in Kinds)
        {
            var ofKind = objects.Where(one => (string?)one["kind"] == kind).ToList();
            await DefineAsync(client, kind, plural, schemas[file].Of(definition, [.. ofKind]));
        }

        await PostAsync(client, Definitions, YamlJson.Parse(RemediationDefinition.Yaml));
        foreach (var one in objects)
        {
            JsonNode.DeepEquals(await RoundTripAsync(client, one), one).ShouldBeTrue($"{one["kind"]} of {one["metadata"]!["namespace"]}");
        }

        // The comparison is worth something: a slip of the pen does not come back.
        var misspelt = objects.First(one => (string?)one["kind"] == "Sensor").DeepClone().AsObject();
        misspelt["metadata"]!["name"] = "misspelt";
        misspelt["spec"]!["triggers"]![0]!["retryStrategie"] = new JsonObject { ["steps"] = 3 };
        JsonNode.DeepEquals(await RoundTripAsync(client, misspelt), misspelt).ShouldBeFalse();
    }

    private const string Definitions = "apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /// <summary>What is printed of these kinds, and what its trigger makes of a push.</summary>
    private static IEnumerable<JsonObject> Objects(string mode)
    {
        var printed = PrintedManifests.Print("--mode", mode, "--namespace", mode);
        var made = new Sensor(printed.OfKind("Sensor")).ResourceFor(Push());
        made["metadata"]!["namespace"] = mode;
        made["metadata"]!["name"] = "made";
        made["metadata"]!.AsObject().Remove("generateName");
        return printed.Objects.Where(one => Kinds.Any(known => known.Kind == (string?)one["kind"])).Append(made);
    }

    private static JsonObject Push() =>
        new()
        {
            ["body"] = new JsonObject
            {
                ["X-GitHub-Event"] = "push",
                ["X-GitHub-Delivery"] = "1",
                ["ref"] = "refs/heads/task-3-{{x}}$(y)\"'",
                ["before"] = "a",
                ["after"] = "b",
                ["deleted"] = false,
                ["repository"] = new JsonObject
                {
                    ["id"] = 1296269123,
                    ["full_name"] = "acme/shop",
                    ["pushed_at"] = 1772442600,
                },
                ["sender"] = new JsonObject { ["login"] = "5DLabs-Rex[bot]", ["type"] = "Bot" },
            },
        };

    private static async Task DefineAsync(HttpClient client, string kind, string plural, JsonObject schema)
    {
        var definition = new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{plural}.argoproj.io" },
            ["spec"] = new JsonObject
            {
                ["group"] = "argoproj.io",
                ["scope"] = "Namespaced",
                ["names"] = new JsonObject { ["kind"] = kind, ["plural"] = plural },
                ["versions"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = "v1alpha1",
                        ["served"] = true,
                        ["storage"] = true,
                        ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema },
                    }
                ),
            },
        };
        await PostAsync(client, Definitions, definition);
    }

    private static async Task<JsonObject> RoundTripAsync(HttpClient client, JsonObject one)
    {
        var kind = (string)one["kind"]!;
        var collection =
            $"apis/{one["apiVersion"]}/namespaces/{one["metadata"]!["namespace"]}/{(kind == "Remediation" ? "remediations" : Kinds.Single(known => known.Kind == kind).Plural)}";
        await PostAsync(client, collection, one);
        var back = (await client.GetFromJsonAsync<JsonObject>($"{collection}/{one["metadata"]!["name"]}", Cancellation))!;
        var metadata = back["metadata"]!.AsObject();
        foreach (var own in (string[])["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"])
        {
            metadata.Remove(own);
        }

        return back;
    }

    /// <summary>Creates an object; the server takes a new definition up by a watch, and has no such collection until then.</summary>
    private static async Task PostAsync(HttpClient client, string path, JsonNode body)
    {
        while (true)
        {
            using var answer = await client.PostAsJsonAsync(path, body, Cancellation);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                await Task.Yield();
                continue;
            }

            answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
            return;
        }
    }
}
