using Rex.Simulator.Commands;
using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

public sealed class StubbedScenariosTests
{
    [Fact]
    public void WhyNot_AllScenarios_IsAsFewAsPossible() =>
        ScenarioSelection
            .Find([])
            .Where(scenario => StubbedScenarios.WhyNot(scenario) is not null)
            .Select(scenario => scenario.Name)
            .ShouldBe(["github-rate-limited"]);
}
