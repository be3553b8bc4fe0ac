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
    [InlineData("explain")]
    [InlineData("retry")]
    [InlineData("nonsense")]
    [InlineData("explain", "--event", "x", "--output", "yaml")]
    public async Task WrongCommandLine_IsRefused(params string[] arguments) => (await RunAsync(arguments)).ShouldNotBe(0);

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

    private Task<int> RunAsync(params string[] arguments) =>
        RexCommandLine
            .Create()
            .Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors }, TestContext.Current.CancellationToken);
}
