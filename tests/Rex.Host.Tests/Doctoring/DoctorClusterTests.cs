using System.Net;
using System.Text.Json.Nodes;
using Rex.Adapters.Tests.Testing;

namespace Rex.Host.Tests.Doctoring;

/// <summary>Each check of the cluster, made to fail.</summary>
public sealed class DoctorClusterTests
{
    [Fact]
    public async Task Permissions_OneMissing_NamesItAndNeedsAPerson()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Api.Intercept = async (request, _) =>
        {
            var asked = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
            return asked.Contains("\"delete\"", StringComparison.Ordinal) && asked.Contains("\"coderuns\"", StringComparison.Ordinal)
                ? FaultHandler.Text(HttpStatusCode.Created, """{"status":{"allowed":false}}""")
                : null;
        };

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.ShouldContain("fail  permissions         coderuns.agents.platform in agent-platform: not allowed to delete\n");
        output.ShouldContain("1 failed");
    }

    [Fact]
    public async Task Permissions_SeveralNamespaces_AreAskedInTheirs()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Settings["Rex:Names:WorkflowNamespace"] = "argo";

        var (_, output) = await world.RunAsync();

        output.ShouldContain("workflows.argoproj.io in argo: get");
        output.ShouldContain("coderuns.agents.platform in agent-platform: list");
    }

    [Theory]
    [InlineData("coderuns.agents.platform", "coderuns.agents.platform is not served in version v1")]
    [InlineData("workflowtaskresults.argoproj.io", "workflowtaskresults.argoproj.io is not served in version v1alpha1")]
    [InlineData("remediations.rex.agents.platform", "remediations.rex.agents.platform is not served in version v1alpha1")]
    public async Task Definitions_OneMissing_NamesIt(string name, string message)
    {
        await using var world = await DoctorWorld.StartAsync(definition => (string?)definition["metadata"]!["name"] != name);

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.ShouldContain($"fail  definitions         {message}");
    }

    [Fact]
    public async Task Definitions_WorkflowsWithAStatusSubresource_Fail()
    {
        await using var world = await DoctorWorld.StartAsync(definition =>
        {
            if ((string?)definition["metadata"]!["name"] == "workflows.argoproj.io")
            {
                definition["spec"]!["versions"]![0]!["subresources"] = new JsonObject { ["status"] = new JsonObject() };
            }

            return true;
        });

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.ShouldContain("workflows.argoproj.io v1alpha1 is served with a status subresource");
    }

    [Fact]
    public async Task LedgerFields_OlderDefinition_NamesWhatItDrops()
    {
        await using var world = await DoctorWorld.StartAsync(definition =>
        {
            var status = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]?["status"];
            status?["properties"]!.AsObject().Remove("dependents");
            return true;
        });

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.ShouldContain("drops status.dependents\n");
    }

    [Theory]
    [InlineData("quay.io/argoproj/workflow-controller:v3.7.18", "ok  ", "v3.7.18")]
    [InlineData("quay.io/argoproj/workflow-controller:v3.3.10", "warn", "not tried with")]
    [InlineData("quay.io/argoproj/workflow-controller:v5.0.0", "warn", "not tried with")]
    [InlineData("quay.io/argoproj/workflow-controller@sha256:0123", "warn", "tells no version")]
    public async Task ArgoVersion_OfTheController_IsReadOffItsImage(string image, string state, string message)
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Api.Intercept = (request, _) =>
            Task.FromResult(
                request.RequestUri!.AbsolutePath == "/apis/apps/v1/namespaces/argo/deployments/workflow-controller"
                    ? FaultHandler.Text(
                        HttpStatusCode.OK,
                        """{"spec":{"template":{"spec":{"containers":[{"image":"IMAGE"}]}}}}""".Replace(
                            "IMAGE",
                            image,
                            StringComparison.Ordinal
                        )
                    )
                    : null
            );

        var (_, output) = await world.RunAsync();

        var line = output.Split('\n').Single(line => line.Contains("  argo version  ", StringComparison.Ordinal));
        line.ShouldStartWith(state);
        line.ShouldContain(message);
    }

    [Fact]
    public async Task ArgoVersion_MayNotBeRead_IsUnknownAndNoFailure()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Api.Intercept = (request, _) =>
            Task.FromResult(
                request.RequestUri!.AbsolutePath.Contains("/deployments", StringComparison.Ordinal)
                    ? FaultHandler.Status(HttpStatusCode.Forbidden, "Forbidden", "no")
                    : null
            );

        var (code, output) = await world.RunAsync();

        code.ShouldBe(0);
        output.ShouldContain("warn  argo version        unknown: Rex lacks the permission");
    }

    [Fact]
    public async Task ArtifactGarbage_MainWorkflowWithTheFinalizer_IsNamed()
    {
        await using var world = await DoctorWorld.StartAsync();
        var workflow = DoctorWorld.Named("argoproj.io/v1alpha1", "Workflow", "play-task-3");
        workflow["metadata"]!["labels"] = new JsonObject { ["workflow-type"] = "play-orchestration" };
        workflow["metadata"]!["finalizers"] = new JsonArray("workflows.argoproj.io/artifact-gc");
        await world.Cluster.CreateAsync(ClusterClient.Workflows, workflow);

        var (code, output) = await world.RunAsync();

        code.ShouldBe(0);
        output.ShouldContain("warn  artifact gc         play-task-3: the finalizer");
    }

    [Theory]
    [InlineData("""[]""", "warn", "Sensor resume: a resume without")]
    [InlineData("""["--node-field-selector","displayName=wait-pr-created"]""", "ok  ", "none of 1 Sensors")]
    public async Task Sensors_ThatResume_HaveToSayWhichGate(string args, string state, string message)
    {
        await using var world = await DoctorWorld.StartAsync();
        await world.DefineAsync("argoproj.io", "v1alpha1", "sensors", "Sensor");
        var sensor = DoctorWorld.Named("argoproj.io/v1alpha1", "Sensor", "resume");
        sensor["spec"] = JsonNode.Parse(
            """
            {"triggers":[{"template":{"name":"resume","argoWorkflow":{"operation":"resume","args":ARGS,
            "source":{"resource":{"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"name":"play"}}}}}}]}
            """.Replace("ARGS", args, StringComparison.Ordinal)
        );
        await world.Cluster.CreateAsync(DoctorWorld.Sensors, sensor);

        var (_, output) = await world.RunAsync();

        var line = output.Split('\n').Single(line => line.Contains("  sensors  ", StringComparison.Ordinal));
        line.ShouldStartWith(state);
        line.ShouldContain(message);
    }

    [Theory]
    [InlineData("kubectl delete workflows -l workflows.argoproj.io/completed=true", "warn")]
    [InlineData("kubectl delete wf --selector=workflows.argoproj.io/completed", "warn")]
    [InlineData("argo delete --completed --older 1d", "warn")]
    [InlineData("kubectl delete workflows -l workflows.argoproj.io/completed=true,workflows.argoproj.io/phase=Succeeded", "ok  ")]
    [InlineData("kubectl delete pods -l workflows.argoproj.io/completed=true", "ok  ")]
    [InlineData("kubectl get workflows -l workflows.argoproj.io/completed=true", "ok  ")]
    public async Task CleanUp_JobThatDeletesByTheLabel_IsNamed(string script, string state)
    {
        await using var world = await DoctorWorld.StartAsync();
        var job = DoctorWorld.Named("batch/v1", "Job", "clean");
        job["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["restartPolicy"] = "Never",
                    ["containers"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = "main",
                            ["image"] = "kubectl",
                            ["command"] = new JsonArray("sh", "-c", script),
                        }
                    ),
                },
            },
        };
        await world.Cluster.CreateAsync(ClusterClient.Jobs, job);

        var (_, output) = await world.RunAsync();

        var line = output.Split('\n').Single(line => line.Contains("  clean-up  ", StringComparison.Ordinal));
        line.ShouldStartWith(state);
    }

    [Theory]
    [InlineData(5, "ok  ", 0)]
    [InlineData(20, "warn", 0)]
    [InlineData(45, "fail", 5)]
    public async Task Clock_OfTheCluster_IsCompared(int seconds, string state, int expected)
    {
        await using var world = await DoctorWorld.StartAsync();
        world.ClusterTime.Advance(TimeSpan.FromSeconds(seconds));

        var (code, output) = await world.RunAsync();

        code.ShouldBe(expected);
        output.Split('\n').Single(line => line.Contains("  cluster  ", StringComparison.Ordinal)).ShouldStartWith(state);
    }

    [Fact]
    public async Task Cluster_Away_FailsForNow()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Api.Intercept = (_, _) => throw new HttpRequestException("Connection refused");

        var (code, output) = await world.RunAsync();

        code.ShouldBe(4);
        output.ShouldContain("fail  cluster ");
    }
}
