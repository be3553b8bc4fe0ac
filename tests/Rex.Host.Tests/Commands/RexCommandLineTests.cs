using System.CommandLine;
using System.Text.Json.Nodes;
using Rex.Host.Commands;

namespace Rex.Host.Tests.Commands;

/// <summary>The command line as people type it.</summary>
public sealed class RexCommandLineTests : IDisposable
{
    private readonly string _settings = Path.GetTempFileName();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        File.Delete(_settings);
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("remediate")]
    public async Task Event_PushThatIsNoneOfRexsBusiness_SaysWhyWithoutACluster(string command)
    {
        await RunOnIgnoredAsync(command);

        _output.ToString().ShouldStartWith("Ignored, NotATaskBranch: ");
        _output.ToString().ShouldContain("What to do: ");
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("remediate")]
    public async Task Event_PushThatIsNoneOfRexsBusiness_IsToldAsJsonWhereThatIsAskedFor(string command)
    {
        await RunOnIgnoredAsync(command, "--output", "json");

        var told = JsonNode.Parse(_output.ToString())!;
        ((string?)told["result"]).ShouldBe("Ignored");
        ((string?)told["reason"]).ShouldBe("NotATaskBranch");
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("remediate")]
    public async Task NoSuchFile_IsBadInput(string command)
    {
        WriteSettings();

        (await RunAsync(command, "--event", "/no/such/file", "--settings", _settings)).ShouldBe(2);

        _errors.ToString().ShouldContain("/no/such/file");
    }

    [Fact]
    public async Task WrongSettings_AreNamedOneByOne()
    {
        await File.WriteAllTextAsync(_settings, """{"Rex":{"Pushes":{"Repository":"x"}}}""", TestContext.Current.CancellationToken);

        (await RunAsync("retry", "x", "--settings", _settings)).ShouldBe(2);

        _errors.ToString().ShouldContain("Rex:Pushes:Repository: there is no such setting.");
        _errors.ToString().ShouldContain("Rex:Connection:GitHub:Token");
    }

    [Fact]
    public async Task ApiServerIsAway_IsAFailureForNow()
    {
        WriteSettings();

        (await RunAsync("retry", "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd", "--settings", _settings)).ShouldBe(4);

        _errors.ToString().ShouldStartWith("NetworkError: ");
    }

    [Theory]
    [InlineData("retry", "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd")]
    [InlineData("release", "play-task-3-x")]
    [InlineData("remediate", "--event", "EVENT")]
    [InlineData("step", "cancel-agents", "--remediation", "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd")]
    public async Task WritingCommand_RunsDry_IsRefusedBeforeAnythingIsAsked(params string[] arguments)
    {
        WriteSettings("\"DryRun\":true,");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);

        string[] all = [.. arguments.Select(one => one == "EVENT" ? file : one), "--settings", _settings];
        (await RunAsync(all)).ShouldBe(3);

        _errors.ToString().ShouldContain("Rex:DryRun is set");
        File.Delete(file);
    }

    [Theory]
    [InlineData]
    [InlineData("explain")]
    [InlineData("retry")]
    [InlineData("nonsense")]
    [InlineData("step", "nonsense")]
    [InlineData("serve", "--nonsense")]
    [InlineData("lint", ".", "--output", "yaml")]
    [InlineData("explain", "--event", "x", "--output", "yaml")]
    [InlineData("serve", "--listen", "http://0.0.0.0:99999")]
    [InlineData("serve", "--listen", "http://0.0.0.0:-2")]
    [InlineData("serve", "--listen", "https://0.0.0.0:8443")]
    [InlineData("serve", "--listen", "http://0.0.0.0:8080/path")]
    [InlineData("serve", "--listen", "here")]
    public async Task WrongCommandLine_IsBadInput(params string[] arguments) => (await RunAsync(arguments)).ShouldBe(2);

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("explain", "--help")]
    [InlineData("lint", "--list")]
    public async Task Question_IsNoMistake(params string[] arguments) => (await RunAsync(arguments)).ShouldBe(0);

    [Theory]
    [InlineData("serve", "--allow-unsigned", "--listen", "http://127.0.0.1:0")]
    [InlineData("doctor")]
    [InlineData("retry", "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd")]
    public async Task KubeconfigThatCannotBeRead_IsOneLine(params string[] arguments)
    {
        var kubeconfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(kubeconfig, "a: [b", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _settings,
            new JsonObject
            {
                ["Rex:Pushes:Repositories:0"] = "acme/shop",
                ["Rex:Connection:Kubernetes:Kubeconfig"] = kubeconfig,
                ["Rex:Connection:GitHub:Token"] = "token",
            }.ToJsonString(),
            TestContext.Current.CancellationToken
        );

        (await RunAsync([.. arguments, "--settings", _settings])).ShouldBe(2);

        File.Delete(kubeconfig);
        _errors.ToString().ShouldStartWith($"There is no Kubernetes API server to go to: The kubeconfig '{kubeconfig}' cannot be used: ");
        _errors.ToString().Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [InlineData]
    [InlineData("step")]
    public async Task Help_OfAList_HasASentenceForEachCommand(params string[] command)
    {
        (await RunAsync([.. command, "--help"])).ShouldBe(0);

        var help = _output.ToString();
        var list = help[help.IndexOf("Commands:", StringComparison.Ordinal)..];
        list.ShouldNotContain("Exit codes");
        list.ShouldNotContain("Examples");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("explain")]
    [InlineData("remediate")]
    [InlineData("retry")]
    [InlineData("release")]
    [InlineData("step")]
    [InlineData("step", "validate-event")]
    [InlineData("step", "cancel-agents")]
    [InlineData("manifests")]
    [InlineData("doctor")]
    [InlineData("lint")]
    public async Task Help_OfACommand_NamesItsExitCodesOnce(params string[] command)
    {
        (await RunAsync([.. command, "--help"])).ShouldBe(0);

        _output.ToString().Split("Exit codes:").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Failure_ThatNobodyThoughtOf_IsOneLineAndNeedsAPerson()
    {
        var root = new RootCommand();
        root.SetAction((_, _) => Task.FromException<int>(new NotSupportedException("never seen")));

        (await RunAsync(root)).ShouldBe(5);

        _errors.ToString().ShouldBe($"NotSupportedException: never seen{Environment.NewLine}");
    }

    [Fact]
    public async Task Event_NoSuchFile_IsToldBeforeTheSettingsAre()
    {
        (await RunAsync("explain", "--event", "/no/such/file")).ShouldBe(2);

        _errors.ToString().ShouldContain("/no/such/file");
    }

    private async Task RunOnIgnoredAsync(string command, params string[] more)
    {
        WriteSettings();
        var payload = Path.GetTempFileName();
        await File.WriteAllTextAsync(payload, Testing.Deliveries.Push("main"), TestContext.Current.CancellationToken);
        (await RunAsync([command, "--event", payload, "--settings", _settings, .. more])).ShouldBe(0);
        File.Delete(payload);
    }

    private void WriteSettings(string more = "") =>
        File.WriteAllText(
            _settings,
            $$"""
            {"Rex":{ {{more}}"Pushes":{"Repositories":["acme/shop"]},
                    "Connection":{"Kubernetes":{"ApiServer":"http://127.0.0.1:1"},"GitHub":{"Token":"token"} } } }
            """
        );

    private Task<int> RunAsync(params string[] arguments) => RunAsync(RexCommandLine.Create(), arguments);

    private Task<int> RunAsync(RootCommand commands, params string[] arguments) =>
        CommandGuard.RunAsync(
            commands,
            arguments,
            new InvocationConfiguration { Output = _output, Error = _errors },
            TestContext.Current.CancellationToken
        );
}
