using Rex.Simulator.Commands;
using Spectre.Console;

namespace Rex.Simulator.Tests.Commands;

/// <summary>Options that would have no effect are refused, instead of another cluster being used than somebody thinks.</summary>
public sealed class ClusterOptionTests
{
    [Theory]
    [InlineData("--context", "kubeconfig", "run --context staging")]
    [InlineData("--context", "kubeconfig", "run --cluster apiserver --context staging")]
    [InlineData("--yes", "kubeconfig", "run --cluster embedded --yes staging")]
    [InlineData("--k3s-image", "k3s", "prove --cluster kubeconfig --k3s-image other:1")]
    public void Parse_OptionOfAnotherCluster_SaysWhichItGoesWith(string option, string cluster, string line)
    {
        var parsed = SimulatorCommandLine.Create(AnsiConsole.Console).Parse(line);
        parsed.Errors.ShouldHaveSingleItem().Message.ShouldBe($"{option} goes with --cluster {cluster} only.");
    }

    [Theory]
    [InlineData("run --cluster kubeconfig --context staging --yes staging")]
    [InlineData("run --cluster k3s --k3s-image other:1")]
    [InlineData("run --cluster k3s --github wiremock")]
    public void Parse_OptionOfItsCluster_IsTaken(string line) =>
        SimulatorCommandLine.Create(AnsiConsole.Console).Parse(line).Errors.ShouldBeEmpty();
}
