using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Rex.Embedded.Tests.Kubectl;
using Rex.Host.Commands;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Deliveries;

namespace Rex.Simulator.Tests.Deploying;

/// <summary><c>rex manifests</c>: what is shipped, with the user's options in it.</summary>
public sealed class PrintedManifestsTests : IDisposable
{
    private static readonly string[] Own =
    [
        "--namespace",
        "cto",
        "--repository",
        "acme/shop",
        "--repository",
        "acme/web",
        "--repository",
        "other/x",
        "--sender",
        "Fixer_1[bot]",
        "--sender",
        "someone",
        "--branch-pattern",
        @"(?:fix|feat)/(?<id>\d+)(?:_.+)?",
        "--image",
        "registry.example.com:5000/rex@sha256:0a",
        "--url",
        "https://events.example.com/",
        "--app-id",
        "4711",
        "--installation-id",
        "815",
        "--event-bus",
        "shared",
        "--label",
        "team=platform",
        "--label",
        "example.com/tier=",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-manifests-");

    private string Settings => Path.Combine(_folder.FullName, "settings.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("argo")]
    [InlineData("argo-remediation")]
    public async Task WithoutOptions_PrintsWhatKustomizeBuilds(string mode)
    {
        var printed = PrintedManifests.Print("--mode", mode);

        printed.Code.ShouldBe(0, printed.Errors);
        var built = await KustomizeAsync(Path.Combine(Checkout.Root!.FullName, "deploy", mode));
        SameObjects(printed.Objects, built);
    }

    [Theory]
    [InlineData("argo")]
    [InlineData("argo-remediation")]
    public void WithOptions_IsCleanByTheLinter(string mode)
    {
        var file = Path.Combine(_folder.FullName, "rex.yaml");
        File.WriteAllText(file, PrintedManifests.Print(["--mode", mode, .. Own]).Text);

        using var findings = new StringWriter();
        new LintCommand(findings, "text", false).Run([file], null).ShouldBe(0, findings.ToString());
        findings.ToString().ShouldContain("0 errors, 0 warnings, 0 notes");
    }

    [Fact]
    public void WithOptions_PutsEachWhereItBelongs()
    {
        var printed = PrintedManifests.Print(Own);

        printed.Errors.ShouldBeEmpty();
        printed.Objects.ShouldAllBe(one => (string?)one["metadata"]!["namespace"] == "cto");
        var source = printed.OfKind("EventSource")["spec"]!["github"]!["rex-push"]!;
        source["repositories"]!.ToJsonString().ShouldBe("""[{"owner":"acme","names":["shop","web"]},{"owner":"other","names":["x"]}]""");
        ((string?)source["webhook"]!["url"]).ShouldBe("https://events.example.com");
        source["githubApp"]!["appID"]!.GetValue<long>().ShouldBe(4711);
        source["githubApp"]!["installationID"]!.GetValue<long>().ShouldBe(815);
        printed.OfKind("WorkflowTemplate")["spec"]!["templates"]!
            .AsArray()
            .Select(template => (string?)template!["container"]?["image"])
            .OfType<string>()
            .Distinct()
            .ShouldBe(["registry.example.com:5000/rex@sha256:0a"]);
        ((string?)printed.OfKind("EventSource")["spec"]!["eventBusName"]).ShouldBe("shared");
        ((string?)printed.OfKind("Sensor")["spec"]!["eventBusName"]).ShouldBe("shared");
        printed
            .Objects.Append(CreatedBy(printed))
            .ShouldAllBe(one => Label(one, "team") == "platform" && Label(one, "example.com/tier") == "");
        var settings = SettingsOf(printed);
        settings["Rex:Names:WorkflowNamespace"].ShouldBe("cto");
        settings["Rex:Pushes:Repositories:2"].ShouldBe("other/x");
        settings["Rex:Pushes:AllowedSenders:0"].ShouldBe("Fixer_1[bot]");
        settings["Rex:Connection:GitHub:TokenFile"].ShouldBe("/var/run/rex/github/token");
    }

    [Fact]
    public void InstanceId_IsOnWhatTheControllerLooksAt_AndNowhereElse()
    {
        const string Id = "workflows.argoproj.io/controller-instanceid";
        var printed = PrintedManifests.Print("--instance-id", "default");

        printed.Code.ShouldBe(0, printed.Errors);
        Label(CreatedBy(printed), Id).ShouldBe("default");
        printed.Objects.Where(one => Label(one, Id) is not null).Select(one => (string?)one["kind"]).ShouldBe(["WorkflowTemplate"]);
        Label(CreatedBy(PrintedManifests.Print()), Id).ShouldBeNull();
    }

    [Theory]
    [InlineData("argo", "https://git.example.com/api/v3", "https://git.example.com/api/v3/", "https://git.example.com/api/uploads/")]
    [InlineData("argo-remediation", "https://api.acme.ghe.com/", "https://api.acme.ghe.com/", "https://api.acme.ghe.com/")]
    [InlineData("argo", "https://api.github.com", null, null)]
    public void GitHubOfOnesOwn_IsTheEventSourcesToo(string mode, string address, string? api, string? uploads)
    {
        var settings = new JsonObject
        {
            ["Rex"] = new JsonObject
            {
                ["Pushes"] = new JsonObject { ["Repositories"] = new JsonArray("acme/shop") },
                ["Connection"] = new JsonObject
                {
                    ["GitHub"] = new JsonObject { ["BaseAddress"] = address, ["TokenFile"] = "/var/run/rex/github/token" },
                },
            },
        };
        File.WriteAllText(Settings, settings.ToJsonString());

        var printed = PrintedManifests.Print("--mode", mode, "--settings", Settings);

        printed.Code.ShouldBe(0, printed.Errors);
        var push = printed.OfKind("EventSource")["spec"]!["github"]!["rex-push"]!;
        ((string?)push["githubBaseURL"], (string?)push["githubUploadURL"]).ShouldBe((api, uploads));
    }

    [Theory]
    [InlineData("Fixer_1[bot]", "feat/77_x", true)]
    [InlineData("fixer_1[BOT]", "fix/77", true)]
    [InlineData("someone", "fix/7_{{x}}$(y)\"'", true)]
    [InlineData("5DLabs-Rex[bot]", "fix/77", false)]
    [InlineData("Fixer_1b", "fix/77", false)]
    [InlineData("xsomeone", "fix/77", false)]
    [InlineData("someone", "task-77", false)]
    [InlineData("someone", "fix/77x", false)]
    [InlineData("someone", "xfix/77", false)]
    public void WithOptions_PlayedByTheEventSourceAndTheSensor_LetPassWhatTheyShould(string sender, string branch, bool passes)
    {
        var printed = PrintedManifests.Print(Own);
        var sensor = new Sensor(printed.OfKind("Sensor"));
        var source = new GitHubEventSource(printed.OfKind("EventSource"), sensor.Event, (_, _) => DeliveryHeaders.Secret);
        var body = Push(sender, branch);

        var taken = source.Receive(Signed(body));

        (taken.Event is not null).ShouldBe(passes, taken.Reason);
        // The Sensor alone says the same.
        var data = taken.Event ?? new JsonObject { ["body"] = body };
        (sensor.WhyNot(data) is null).ShouldBe(passes);
        if (passes)
        {
            var made = sensor.ResourceFor(data);
            ((string?)made["kind"]).ShouldBe("Workflow");
            var reference = (string)made["spec"]!["arguments"]!["parameters"]![2]!["value"]!;
            Encoding.UTF8.GetString(Convert.FromBase64String(reference)).ShouldBe($"refs/heads/{branch}");
        }
    }

    [Fact]
    public void PatternThatTheFiltersCannotSay_LetsEveryBranchPass_AndSaysSo()
    {
        var printed = PrintedManifests.Print([.. Own, "--branch-pattern", @"(?i:Fix)-(?<id>[0-9]+)"]);

        printed.Code.ShouldNotBe(0, "the option is there twice");
        printed = PrintedManifests.Print("--repository", "acme/shop", "--branch-pattern", "(?i:Fix)-(?<id>[0-9]+)");
        printed.Errors.ShouldContain("every branch pass");
        new Sensor(printed.OfKind("Sensor")).WhyNot(new JsonObject { ["body"] = Push("5DLabs-Rex[bot]", "fIX-1") }).ShouldBeNull();
    }

    [Theory]
    [InlineData("\"quoted\" 'twice'")]
    [InlineData(@"back\slash\n")]
    [InlineData("line\nbreak\r\n")]
    [InlineData("{{workflow.name}} {{=1+1}} $(HOME)")]
    [InlineData("- *a &b !c | > % @ ` # : ? [x] {y} ~")]
    [InlineData("trailing \t ")]
    [InlineData("\u00e9 \u2028 \U0001f600 \u0007")]
    [InlineData("---")]
    [InlineData("...\n---\nkind: Secret")]
    public async Task HostileSettings_ReadBack_AreWhatTheyWere(string value)
    {
        var settings = new JsonObject
        {
            ["Rex"] = new JsonObject
            {
                ["Pushes"] = new JsonObject { ["Repositories"] = new JsonArray("acme/shop") },
                ["Names"] = new JsonObject { ["QaLabel"] = value, ["StageSteps"] = new JsonArray(value, "b") },
                ["Connection"] = new JsonObject { ["GitHub"] = new JsonObject { ["TokenFile"] = "/var/run/rex/github/token" } },
            },
        };
        await File.WriteAllTextAsync(Settings, settings.ToJsonString(), TestContext.Current.CancellationToken);

        var printed = PrintedManifests.Print("--settings", Settings);

        printed.Code.ShouldBe(0, printed.Errors);
        SettingsOf(printed)["Rex:Names:QaLabel"].ShouldBe(value);
        SettingsOf(printed)["Rex:Names:StageSteps:0"].ShouldBe(value);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "printed.yaml"), printed.Text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "kustomization.yaml"),
            "resources: [printed.yaml]",
            TestContext.Current.CancellationToken
        );
        // Another reader of YAML, the one of kubectl, reads the same.
        SameObjects(printed.Objects, await KustomizeAsync(_folder.FullName));
    }

    [Fact]
    public void SettingsOfServe_AreTaken_WithoutWhatStepsHaveNoUseFor()
    {
        File.WriteAllText(
            Settings,
            """
            { // A comment.
              "rex": {
                "pushes": { "repositories": ["acme/shop"], "allowedSenders": ["own[bot]"] },
                "Names": { "WorkflowNamespace": "cto", "AgentRunNamespace": "cto", "RemediationNamespace": "cto" },
                "Webhook": { "SecretFiles": ["/var/run/rex/webhook/secret"] },
                "Leadership": { "Enabled": false },
                "Redelivery": { "Hooks": [] },
                "Connection": {
                  "Kubernetes": { "Kubeconfig": "/home/me/.kube/config", "RequestTimeout": "00:00:05" },
                  "GitHub": { "AppId": "4711", "AppPrivateKeyFile": "/var/run/rex/github/key.pem" }
                }
              }
            }
            """
        );

        var printed = PrintedManifests.Print("--settings", Settings);

        printed.Code.ShouldBe(0, printed.Errors);
        SettingsOf(printed)
            .Keys.ShouldBe(
                [
                    "rex:Connection:GitHub:AppId",
                    "rex:Connection:GitHub:AppPrivateKeyFile",
                    "rex:Connection:Kubernetes:RequestTimeout",
                    "rex:Names:AgentRunNamespace",
                    "rex:Names:RemediationNamespace",
                    "rex:Names:WorkflowNamespace",
                    "rex:pushes:allowedSenders:0",
                    "rex:pushes:repositories:0",
                ],
                StringComparer.OrdinalIgnoreCase,
                ignoreOrder: true
            );
        printed.OfKind("EventSource")["spec"]!["github"]!["rex-push"]!["githubApp"]!["appID"]!.GetValue<long>().ShouldBe(4711);
        printed.OfKind("Sensor").ToJsonString().ShouldContain(@"own\\[bot\\]");
    }

    [Theory]
    [InlineData("AllowedSenders:0", "--sender", "x y")]
    [InlineData("Repositories:0", "--repository", "shop")]
    [InlineData("BranchPattern", "--branch-pattern", "task-1")]
    [InlineData("BranchPattern", "--branch-pattern", "(?=x)(?<id>1)")]
    [InlineData("--image", "--image", "rex {{workflow.name}}")]
    [InlineData("--url", "--url", "rex-events.example.com")]
    [InlineData("--url", "--url", "https://x/?a=b")]
    [InlineData("--app-id", "--app-id", "0")]
    [InlineData("--event-bus", "--event-bus", "Not One")]
    [InlineData("--instance-id", "--instance-id", "a/b")]
    [InlineData("--instance-id", "--instance-id", "")]
    [InlineData("--instance-id", "--instance-id", "default", "--mode", "argo-remediation")]
    [InlineData("--label", "--label", "team")]
    [InlineData("--label", "--label", "te am=x")]
    [InlineData("--label", "--label", "team={{x}}")]
    [InlineData("--label", "--label", "workflow-type=play-orchestration")]
    [InlineData("--label", "--label", "workflows.argoproj.io/completed=true")]
    [InlineData("--instance-id", "--label", "workflows.argoproj.io/controller-instanceid=a")]
    [InlineData("--label", "--label", "rex.agents.platform/dry-run=true")]
    [InlineData("WorkflowNamespace", "--namespace", "Not_One")]
    [InlineData("no/such/file", "--settings", "/no/such/file")]
    public void OptionThatCannotBeUsed_IsNamed(string name, params string[] arguments)
    {
        var printed = PrintedManifests.Print(arguments);

        printed.Code.ShouldBe(ExitCode.BadInput);
        printed.Text.ShouldBeEmpty();
        printed.Errors.ShouldContain(name);
    }

    [Theory]
    [InlineData("""{"Names":{"WorkflowNamespace":"a","AgentRunNamespace":"b"}}""", "--namespace")]
    [InlineData("""{"Connection":{"GitHub":{"Token":"ghp_secret"}}}""", "Rex:Connection:GitHub:Token: ")]
    [InlineData("""{"Connection":{"GitHub":{"TokenFile":"/home/me/token"}}}""", "/home/me/token")]
    [InlineData("""{"Pushs":{}}""", "acme")]
    public void SettingThatCannotBeUsed_IsNamed(string group, string named)
    {
        var rex = JsonNode.Parse(group)!.AsObject();
        rex["Pushes"] = new JsonObject { ["Repositories"] = new JsonArray(named == "acme" ? "acme" : "acme/shop") };
        File.WriteAllText(Settings, new JsonObject { ["Rex"] = rex }.ToJsonString());

        var printed = PrintedManifests.Print("--settings", Settings);

        printed.Code.ShouldBe(ExitCode.BadInput);
        printed.Errors.ShouldContain(named);
        printed.Errors.ShouldNotContain("ghp_secret");
    }

    [Fact]
    public void SettingsOfAServeOfItsOwn_AreNotAskedWhatOnlyPodsNeed()
    {
        File.WriteAllText(
            Settings,
            """
            {"Rex":{"Pushes":{"Repositories":["acme/shop"]},"Names":{"WorkflowNamespace":"a","AgentRunNamespace":"b","RemediationNamespace":"c"},
             "Connection":{"GitHub":{"TokenFile":"/home/me/token"} } } }
            """
        );

        PrintedManifests.Print("--settings", Settings).Code.ShouldBe(ExitCode.BadInput);
        var printed = PrintedManifests.Print("--mode", "argo-remediation", "--settings", Settings);

        printed.Code.ShouldBe(0, printed.Errors);
        printed.Errors.ShouldNotContain("--image");
        printed.Objects.ShouldAllBe(one => (string?)one["metadata"]!["namespace"] == "c");
    }

    private static JsonObject CreatedBy(PrintedManifests printed) =>
        (JsonObject)printed.OfKind("Sensor")["spec"]!["triggers"]![0]!["template"]!["k8s"]!["source"]!["resource"]!;

    private static string? Label(JsonObject one, string key) => (string?)one["metadata"]!["labels"]?[key];

    private static JsonObject Push(string sender, string branch) =>
        new()
        {
            ["ref"] = $"refs/heads/{branch}",
            ["before"] = new string('a', 40),
            ["after"] = new string('b', 40),
            ["deleted"] = false,
            ["repository"] = new JsonObject
            {
                ["id"] = 1296269123,
                ["full_name"] = "acme/shop",
                ["pushed_at"] = 1772442600,
            },
            ["sender"] = new JsonObject { ["login"] = sender, ["type"] = "Bot" },
            ["X-GitHub-Event"] = "push",
            ["X-GitHub-Delivery"] = "d",
        };

    private static Delivery Signed(JsonObject body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return new Delivery(
            "push",
            new Dictionary<string, string>
            {
                ["Content-Type"] = "application/json",
                ["X-GitHub-Event"] = "push",
                ["X-GitHub-Delivery"] = "d",
                ["X-Hub-Signature-256"] = DeliveryHeaders.Sign(DeliveryHeaders.Secret, bytes),
            },
            bytes
        );
    }

    private static Dictionary<string, string> SettingsOf(PrintedManifests printed)
    {
        var text = (string)printed.OfKind("ConfigMap")["data"]!["settings.json"]!;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new ConfigurationBuilder()
            .AddJsonStream(stream)
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.OrdinalIgnoreCase);
    }

    private static void SameObjects(IEnumerable<JsonObject> left, IEnumerable<JsonObject> right)
    {
        static SortedDictionary<string, JsonObject> ByName(IEnumerable<JsonObject> all) =>
            new(all.ToDictionary(one => $"{one["kind"]} {one["metadata"]!["name"]}"), StringComparer.Ordinal);

        var (first, second) = (ByName(left), ByName(right));
        first.Keys.ShouldBe(second.Keys);
        foreach (var (name, one) in first)
        {
            JsonNode.DeepEquals(one, second[name]).ShouldBeTrue($"{name}\n{one.ToJsonString()}\n{second[name].ToJsonString()}");
        }
    }

    private async Task<IReadOnlyList<JsonObject>> KustomizeAsync(string folder)
    {
        Assert.SkipWhen(KubectlProcess.Executable is null, "kubectl is not on the path");
        await using var kubectl = KubectlProcess.Start(_folder.FullName, Path.Combine(_folder.FullName, "none"), "kustomize", folder);
        var (code, output) = await kubectl.FinishAsync("", TestContext.Current.CancellationToken);
        code.ShouldBe(0, output);
        return [.. Templates.YamlJson.ParseAll(output).Cast<JsonObject>()];
    }
}
