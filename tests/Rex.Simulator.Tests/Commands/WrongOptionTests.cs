using System.CommandLine;
using Rex.Simulator.Commands;
using Spectre.Console;

namespace Rex.Simulator.Tests.Commands;

/// <summary>What <c>rex-sim</c> cannot be told ends it at once, and says why.</summary>
public sealed class WrongOptionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-sim-test-");
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
    }

    [Theory]
    [InlineData("run", "--speed", "0")]
    [InlineData("run", "--speed=-5")]
    [InlineData("run", "--speed=NaN")]
    [InlineData("run", "--parallel", "0")]
    [InlineData("permissions", "--parallel", "0")]
    [InlineData("fuzz", "--count", "0")]
    [InlineData("fuzz", "--first=-1")]
    [InlineData("fuzz", "--parallel", "0")]
    [InlineData("load", "--tasks", "0")]
    [InlineData("load", "--kills=-1")]
    [InlineData("make-deliveries", "FOLDER", "--count", "0")]
    public async Task Run_NumberThatIsTooSmall_IsToldWithItsOption(params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(2);

        _output.ToString().ShouldContain("has to be");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("run", "--nonsense")]
    public async Task Run_WrongCommandLine_IsBadInput(params string[] arguments) => (await RunAsync(arguments)).ShouldBe(2);

    [Fact]
    public async Task Replay_Folder_IsTold()
    {
        (await RunAsync("replay", _folder.FullName)).ShouldBe(2);

        _output.ToString().ShouldContain(_folder.FullName);
    }

    [Fact]
    public async Task MakeDeliveries_IntoAFile_IsTold()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await RunAsync("make-deliveries", file)).ShouldBe(2);

        _output.ToString().ShouldContain("cannot be made a folder");
    }

    [Fact]
    public async Task Run_FolderWithoutScenarios_SaysThatThereIsNone()
    {
        (await RunAsync("run", _folder.FullName)).ShouldBe(2);

        _output.ToString().ShouldContain("there is no scenario in this folder");
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 500;
        return SimulatorCommandLine.RunAsync(
            console,
            arguments,
            new InvocationConfiguration
            {
                Output = _output,
                Error = _output,
                EnableDefaultExceptionHandler = false,
            },
            TestContext.Current.CancellationToken
        );
    }
}
