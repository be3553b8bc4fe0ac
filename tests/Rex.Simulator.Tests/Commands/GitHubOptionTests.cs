using System.Diagnostics;
using Rex.Simulator.Commands;
using Spectre.Console;

namespace Rex.Simulator.Tests.Commands;

public sealed class GitHubOptionTests
{
    [Fact]
    public void Parse_UnknownGitHub_NamesThoseThereAre()
    {
        var errors = SimulatorCommandLine.Create(AnsiConsole.Console).Parse(["run", "--github", "octokit"]).Errors;

        var error = errors.ShouldHaveSingleItem().Message;
        error.ShouldContain("octokit");
        error.ShouldContain("wiremock");
    }

    [Fact]
    public async Task Run_WireMockThatIsNotThere_SaysHowToGetItAndPlaysNothing()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (
            var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "rex-sim.dll"), "run", "other-senders", "--github=wiremock"]
        )
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("REX_WIREMOCK_JAR");
        using var simulator = Process.Start(start)!;

        var output = await simulator.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await simulator.WaitForExitAsync(TestContext.Current.CancellationToken);

        simulator.ExitCode.ShouldBe(2);
        output.ShouldStartWith("REX_WIREMOCK_JAR is not set");
        output.ShouldNotContain("PASS");
    }
}
