using System.CommandLine;
using System.Text.Json.Nodes;
using Rex.Host.Commands;
using Rex.Host.Tests.Linting;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Commands;

/// <summary><c>rex lint</c> as people type it.</summary>
public sealed class LintCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("REX101", 2)]
    [InlineData("REX202", 1)]
    public async Task Broken_ExitsByTheWorstSeverity(string id, int code)
    {
        (await RunAsync("lint", LintCorpus.Broken(id))).ShouldBe(code);

        _output.ToString().ShouldContain($" {id} ");
    }

    [Fact]
    public async Task WarningAndError_ExitAsTheError() =>
        (await RunAsync("lint", LintCorpus.Broken("REX202"), LintCorpus.Broken("REX101"))).ShouldBe(2);

    [Fact]
    public async Task Clean_ExitsWithZeroAndSaysWhatItLookedAt()
    {
        (await RunAsync("lint", LintCorpus.Clean("REX101"))).ShouldBe(0);

        _output.ToString().Trim().ShouldBe("1 document in 1 file: 0 errors, 0 warnings, 0 notes");
    }

    [Fact]
    public async Task Deploy_HasNothingButNotes()
    {
        (await RunAsync("lint", Path.Combine(Checkout.Root!.FullName, "deploy"))).ShouldBe(0);

        _output.ToString().ShouldContain("0 errors, 0 warnings");
        _output.ToString().ShouldContain("kustomization.yaml:2:1 note REX003");
    }

    [Fact]
    public async Task NothingNamed_IsBadInput()
    {
        (await RunAsync("lint")).ShouldBe(2);

        _errors.ToString().ShouldContain("rex lint deploy");
    }

    [Fact]
    public async Task MissingFile_IsNamed()
    {
        (await RunAsync("lint", "/no/such/file.yaml")).ShouldBe(2);

        _output.ToString().ShouldContain("/no/such/file.yaml:1:1 error REX002 there is no such file or folder");
    }

    [Fact]
    public async Task List_PrintsEveryRule()
    {
        (await RunAsync("lint", "--list")).ShouldBe(0);

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => line[..6]).ShouldBe(["REX001", "REX002", "REX003", .. LintCorpus.Ids]);
        lines.ShouldContain("REX101  error    unsupported-trigger-operation  the trigger's operation does not exist");
    }

    [Theory]
    [InlineData("json", "findings")]
    [InlineData("sarif", "runs")]
    public async Task Output_AsJson_IsNothingElse(string format, string member)
    {
        (await RunAsync("lint", LintCorpus.Broken("REX101"), "--output", format)).ShouldBe(2);

        JsonNode.Parse(_output.ToString())![member].ShouldNotBeNull();
    }

    [Fact]
    public async Task Schemas_InAFolderWithoutAny_IsBadInput()
    {
        (await RunAsync("lint", LintCorpus.Clean("REX101"), "--schemas", LintCorpus.Folder)).ShouldBe(2);

        _errors.ToString().ShouldContain("argo-events.schema.json");
    }

    [Fact]
    public async Task Schemas_ThatAreThere_FindWhatIsNotKnownOtherwise()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "argo-events.schema.json"),
            """{"oneOf": [{"$ref": "#/definitions/a.Sensor"}], "definitions": {"a.Sensor": {"properties": {"kind": {}, "apiVersion": {}, "metadata": {}}}}}""",
            TestContext.Current.CancellationToken
        );

        (await RunAsync("lint", LintCorpus.Clean("REX101"), "--schemas", folder)).ShouldBe(2);

        _output.ToString().ShouldContain("REX103 Sensor has no field 'spec'");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Help_SaysTheExitCodesAndHasExamples()
    {
        (await RunAsync("lint", "--help")).ShouldBe(0);

        _output.ToString().ShouldContain("Exit codes: 0 nothing but notes; 1 warnings; 2 errors");
        _output.ToString().ShouldContain("rex lint . --output sarif > lint.sarif");
    }

    private Task<int> RunAsync(params string[] arguments) =>
        RexCommandLine
            .Create()
            .Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors }, TestContext.Current.CancellationToken);
}
