using System.CommandLine;
using System.Text.Json.Nodes;
using Rex.Host.Commands;

namespace Rex.Host.Tests.Commands;

/// <summary><c>rex step</c> as a workflow types it, where nothing has to be asked of a cluster: its API server is not there.</summary>
public sealed class StepCommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-step-");
    private readonly Dictionary<string, string> _environment = [];
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task ValidateEvent_FileOfAnIgnoredPush_WritesJsonAndOutputs()
    {
        var payload = Path.Combine(_folder.FullName, "push.json");
        await File.WriteAllTextAsync(payload, Testing.Deliveries.Push("main"), TestContext.Current.CancellationToken);

        (await RunAsync("validate-event", "--event", payload, "--outputs", Outputs)).ShouldBe(0);

        ((string?)Json()["decision"]).ShouldBe("Ignored");
        Output("decision").ShouldBe("Ignored");
        Output("reason").ShouldBe("NotATaskBranch");
        Output("remediation").ShouldBe("", "an output that is missing would fail the workflow's step");
        Output("task").ShouldBe("");
    }

    [Fact]
    public async Task ValidateEvent_ValuesOfTheEnvironment_AreReadAndEmptyOnesAreAbsent()
    {
        _environment["REX_STEP_EVENT_TYPE"] = "push";
        _environment["REX_STEP_REF"] = "";
        _environment["REX_STEP_OUTPUTS"] = Outputs;

        (await RunAsync("validate-event", "--after", new string('b', 40))).ShouldBe(2);

        Output("decision").ShouldBe("Ignored");
        Output("reason").ShouldBe("Malformed");
    }

    [Theory]
    [InlineData("validate-event", "--repository-id", "1.3e9")]
    [InlineData("validate-event")]
    [InlineData("cancel-agents", "--remediation", "rex-1; reboot")]
    [InlineData("cancel-agents")]
    [InlineData("resume-pipeline", "--remediation", "$(reboot)")]
    public async Task BadInput_ExitsWith2AndSaysSoInItsOutputs(params string[] arguments)
    {
        (await RunAsync([.. arguments, "--outputs", Outputs])).ShouldBe(2);

        Output("decision").ShouldBe("BadInput");
        Output("message").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ApiServerIsAway_ExitsWith4()
    {
        (await RunAsync("cancel-agents", "--remediation", "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd")).ShouldBe(4);

        ((string?)Json()["reason"]).ShouldBe("NetworkError");
    }

    [Fact]
    public async Task Outputs_CannotBeWritten_IsBadInput()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await RunAsync("cancel-agents", "--outputs", file)).ShouldBe(2);

        _errors.ToString().ShouldContain(file);
    }

    [Fact]
    public async Task Help_OfEveryStep_DocumentsTheExitCodes()
    {
        foreach (var step in StepCommandLine.Steps.Keys)
        {
            (await RunAsync(step, "--help")).ShouldBe(0);
            var help = string.Join(' ', _output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            help.ShouldContain(
                "0 done, or nothing to do; 2 bad input; 3 refused by a safety rule; 4 tried and failed, a retry helps; 5 tried"
            );
            _output.GetStringBuilder().Clear();
        }
    }

    private string Outputs => Path.Combine(_folder.FullName, "outputs");

    private string Output(string name) => File.ReadAllText(Path.Combine(Outputs, name));

    private JsonNode Json() => JsonNode.Parse(_output.ToString())!;

    private async Task<int> RunAsync(params string[] arguments)
    {
        var settings = Path.Combine(_folder.FullName, "settings.json");
        await File.WriteAllTextAsync(
            settings,
            """
            {"Rex":{"Pushes":{"Repositories":["acme/shop"]},
                    "Connection":{"Kubernetes":{"ApiServer":"http://127.0.0.1:1"},"GitHub":{"Token":"token"} } } }
            """,
            TestContext.Current.CancellationToken
        );
        string[] all = arguments.Contains("--help") ? ["step", .. arguments] : ["step", .. arguments, "--settings", settings];
        return await RexCommandLine
            .Create(name => _environment.GetValueOrDefault(name))
            .Parse(all)
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors }, TestContext.Current.CancellationToken);
    }
}
