using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using Rex.Core.Options;
using Rex.Host.Commands;
using Rex.Host.Stepping;
using Rex.Simulator.Permissions;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>The manifests in <c>deploy/argo</c> fit each other, the commands that they start, and what Argo publishes of its kinds.</summary>
public sealed partial class ArgoManifestsTests
{
    private static readonly JsonObject EventSource = Read("source/event-source.yaml").Single();
    private static readonly JsonObject Sensor = Read("sensor.yaml").Single();
    private static readonly JsonObject Template = Read("workflow-template.yaml").Single();

    [Theory]
    [InlineData("source/event-source.yaml", "argo-events.schema.json", "io.argoproj.events.v1alpha1.EventSource")]
    [InlineData("sensor.yaml", "argo-events.schema.json", "io.argoproj.events.v1alpha1.Sensor")]
    [InlineData("../argo-remediation/sensor.yaml", "argo-events.schema.json", "io.argoproj.events.v1alpha1.Sensor")]
    [InlineData("workflow-template.yaml", "argo-workflows.schema.json", "io.argoproj.workflow.v1alpha1.WorkflowTemplate")]
    public void Manifest_AgainstThePublishedSchema_IsValid(string file, string schemas, string kind)
    {
        var schema = Published(schemas, kind);

        schema.Problems(Read(file).Single().ToJsonString()).ShouldBeEmpty();

        using var findings = new StringWriter();
        var lint = new LintCommand(findings, "text", false);
        lint.Run([PathOf(file)], Path.GetDirectoryName(PublishedSchema.PathOf(schemas))).ShouldBe(0, findings.ToString());
    }

    [Fact]
    public void CreatedWorkflow_AgainstThePublishedSchema_IsValid()
    {
        var schema = Published("argo-workflows.schema.json", "io.argoproj.workflow.v1alpha1.Workflow");

        schema.Problems(Resource().ToJsonString()).ShouldBeEmpty();
    }

    [Fact]
    public void Steps_AreTheCommandsInTheirOrder()
    {
        var commands = Containers().Select(template => (string)template["container"]!["args"]![1]!).ToList();

        commands.ShouldBe([.. StepCommandLine.Steps.Keys, "report"]);
        Containers().Select(template => (string)template["name"]!).ShouldBe(commands);
        Tasks("main").Select(task => (string)task["name"]!).ShouldBe(["validate-event", "remediate"]);
        Tasks("remediate").Select(task => (string)task["template"]!).ShouldBe(commands[1..^1]);
        foreach (var (task, before) in Tasks("remediate").Skip(1).Zip(Tasks("remediate")))
        {
            ((string?)task["depends"]).ShouldBe($"{before["name"]}.Succeeded");
            ((string?)task["when"]).ShouldBe($"{{{{tasks.{before["name"]}.outputs.parameters.decision}}}} == {StepDecision.Remediate}");
        }
    }

    [Fact]
    public void Retries_SpareTheExitCodesThatSayTheyAreOfNoUse()
    {
        foreach (var template in Containers())
        {
            ((string?)template["retryStrategy"]!["expression"]).ShouldBe(
                $"asInt(lastRetry.exitCode) not in [{ExitCode.BadInput}, {ExitCode.Refused}, {ExitCode.FailedForGood}]"
            );
        }
    }

    /// <summary>A pod that Argo ends says nothing, and what it had begun begins anew: each has the time for all that its step may have to do.</summary>
    [Fact]
    public void Limits_AreNotShorterThanWhatAStepMayHaveToDo()
    {
        var deadlines = new DeadlineOptions();
        var start = TimeSpan.FromSeconds(30);
        foreach (var template in Containers())
        {
            var name = (string)template["name"]!;
            var needed = start + (name == "report" ? deadlines.ResumePipeline : deadlines.Of(StepCommandLine.Steps[name]));
            needed += name is "remove-qa-label" or "reset-workflow" ? deadlines.CancelAgents : TimeSpan.Zero;
            double.Parse((string)template["activeDeadlineSeconds"]!, CultureInfo.InvariantCulture).ShouldBe(needed.TotalSeconds);
        }
    }

    [Fact]
    public void ExitHandler_IsADagAroundWhatIsTriedAgain()
    {
        var handler = (string)Template["spec"]!["onExit"]!;

        Tasks(handler).Select(task => (string)task["template"]!).ShouldBe(["report"]);
    }

    [Fact]
    public void Retries_HaveNothingThatOlderVersionsLack()
    {
        foreach (var template in Containers())
        {
            // cap is new in 3.7: an older API server with the whole definitions refuses it.
            template["retryStrategy"]!["backoff"]!.AsObject().Select(field => field.Key).ShouldBe(["duration", "factor"]);
        }
    }

    [Fact]
    public void Parameters_FromTheBodyToTheStep_HaveTheSameNames()
    {
        var names = EventField.All.Where(field => field != EventField.Ref).Select(field => field.Name).ToList();

        Names(Template["spec"]!["arguments"]!["parameters"]!).ShouldBe(names, ignoreOrder: true);
        Names(Resource()["spec"]!["arguments"]!["parameters"]!).ShouldBe(Names(Template["spec"]!["arguments"]!["parameters"]!));
        var parameters = Trigger()["k8s"]!["parameters"]!.AsArray();
        parameters
            .Select(parameter => (string)parameter!["dest"]!)
            .ShouldBe(names.Select((_, index) => $"spec.arguments.parameters.{index}.value"));
        var variables = Containers().First()["container"]!["env"]!.AsArray();
        foreach (var field in EventField.All.Where(field => field != EventField.Ref))
        {
            var value = variables.Single(variable => (string?)variable!["name"] == field.Variable)!["value"];
            ((string?)value).ShouldBe($"{{{{workflow.parameters.{field.Name}}}}}");
        }
    }

    [Fact]
    public void BranchName_OnTheWayToTheStep_IsNowhereInPlainText()
    {
        var sources = Trigger()["k8s"]!["parameters"]!.AsArray().Select(parameter => parameter!["src"]!.AsObject()).ToList();

        sources.ShouldNotContain(source => (string?)source["dataKey"] == "body.ref" || (string?)source["dataKey"] == "body");
        sources.Select(source => (string?)source["dataTemplate"]).OfType<string>().ShouldBe(["{{ .Input.body.ref | b64enc }}"]);
    }

    [Fact]
    public void SensorOfRemediations_AsksForTheSameEvents_AndTakesTheSameValues()
    {
        var other = Read("../argo-remediation/sensor.yaml").Single();

        JsonNode.DeepEquals(other["spec"]!["dependencies"], Sensor["spec"]!["dependencies"]).ShouldBeTrue();
        var (trigger, resource) = (other["spec"]!["triggers"]![0]!["template"]!["k8s"]!, "source");
        var names = EventField.All.Where(field => field != EventField.RefBase64).Select(field => field.FieldName).ToList();
        trigger[resource]!["resource"]!["spec"]!["event"]!.AsObject().Select(field => field.Key).ShouldBe(names, ignoreOrder: true);
        var parameters = trigger["parameters"]!.AsArray().Select(one => one!).ToList();
        parameters.Select(one => (string)one["dest"]!).ShouldBe(names.Select(name => $"spec.event.{name}"), ignoreOrder: true);
        // No template: it would print a large number as a float, and read the branch's name.
        parameters.ShouldAllBe(one => one["src"]!["dataTemplate"] == null);
        var keys = Trigger()["k8s"]!["parameters"]!.AsArray().Select(one => (string?)one!["src"]!["dataKey"]).OfType<string>();
        parameters.Select(one => (string)one["src"]!["dataKey"]!).ShouldBe([.. keys, "body.ref"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("refs/heads/feature/task-3", true)]
    [InlineData("refs/heads/task-999999999-fix/it", true)]
    [InlineData("refs/heads/task-3-$(id)", true)]
    [InlineData("refs/heads/task-0", false)]
    [InlineData("refs/heads/task-99999999999", false)]
    [InlineData("refs/heads/my-task-3", false)]
    [InlineData("refs/heads/task-3x", false)]
    [InlineData("refs/tags/refs/heads/task-3", false)]
    [InlineData("refs/heads/task-3-\nx", false)]
    public void Filters_Refs_TakeTheBranchesOfTasksAlone(string reference, bool passes)
    {
        Regex.IsMatch(reference, Filter("body.ref").Replace("$", @"\z", StringComparison.Ordinal)).ShouldBe(passes);
        var expression = (string)EventSource["spec"]!["github"]!["rex-push"]!["filter"]!["expression"]!;
        var pattern = Matches().Matches(expression)[^1].Groups["pattern"].Value;
        Regex.IsMatch(reference, pattern.Replace("$", @"\z", StringComparison.Ordinal)).ShouldBe(passes);
    }

    [Theory]
    [InlineData("5DLabs-Rex[bot]", true)]
    [InlineData("5DLabs-Rexb", false)]
    [InlineData("5DLabs-Rex[bot]2", false)]
    [InlineData("not-5DLabs-Rex[bot]", false)]
    public void Filters_Senders_TakeTheAgentAlone(string sender, bool passes) =>
        Regex.IsMatch(sender, Filter("body.sender.login")).ShouldBe(passes);

    [Fact]
    public void Trigger_Failing_IsTriedAgainAndEndsAsADeadLetter()
    {
        var trigger = Sensor["spec"]!["triggers"]![0]!;

        ((string?)Trigger()["k8s"]!["operation"]).ShouldBe("create");
        ((bool?)trigger["atLeastOnce"]).ShouldBe(true);
        trigger["retryStrategy"].ShouldNotBeNull();
        ((bool?)trigger["dlqTrigger"]!["atLeastOnce"]).ShouldBe(true);
    }

    [Fact]
    public void Roles_HoldWhatIsNeededAlone()
    {
        static HashSet<Permission> Of(string path) => [.. Permission.OfRole(File.ReadAllText(path))];

        var host = Of(Path.Combine(Checkout.Root!.FullName, "deploy", "base", "role.yaml"));
        host.RemoveWhere(permission => permission.Resource == "leases");
        // What no step does: taking remediations out of the ledger that ended long ago.
        host.Remove(new Permission("rex.agents.platform", "remediations", "delete"));
        // Nor do steps write Kubernetes Events.
        host.Remove(new Permission("events.k8s.io", "events", "create"));
        host.Add(new Permission("argoproj.io", "workflowtaskresults", "create"));
        host.Add(new Permission("argoproj.io", "workflowtaskresults", "patch"));

        Of(PathOf("steps-role.yaml")).ShouldBe(host, ignoreOrder: true);
        Of(PathOf("sensor-role.yaml")).ShouldBe([new Permission("argoproj.io", "workflows", "create")]);
        Of(PathOf("../argo-remediation/sensor-role.yaml")).ShouldBe([new Permission("rex.agents.platform", "remediations", "create")]);
    }

    private static JsonSchema Published(string file, string kind)
    {
        var all = PublishedSchema.Read(file);
        all.Remove("oneOf");
        return PublishedSchema.Load(all).Definitions[kind];
    }

    private static string Filter(string path) =>
        (string)
            Sensor["spec"]!["dependencies"]![0]!["filters"]!["data"]!.AsArray().Single(filter => (string?)filter!["path"] == path)![
                "value"
            ]![0]!;

    private static JsonNode Trigger() => Sensor["spec"]!["triggers"]![0]!["template"]!;

    private static JsonNode Resource() => Trigger()["k8s"]!["source"]!["resource"]!;

    private static IEnumerable<string> Names(JsonNode list) => list.AsArray().Select(item => (string)item!["name"]!);

    private static IEnumerable<JsonNode> Containers() =>
        Template["spec"]!["templates"]!.AsArray().Where(template => template!["container"] is not null)!;

    private static List<JsonNode> Tasks(string template) =>
        [
            .. Template["spec"]!["templates"]!.AsArray().Single(one => (string?)one!["name"] == template)!["dag"]!["tasks"]!
                .AsArray()
                .OfType<JsonNode>(),
        ];

    private static IReadOnlyList<JsonObject> Read(string name) => YamlDocuments.Read(PathOf(name));

    private static string PathOf(string name) => Path.Combine(Checkout.Root!.FullName, "deploy", "argo", name);

    [GeneratedRegex("matches \"(?<pattern>[^\"]+)\"")]
    private static partial Regex Matches();
}
