using Rex.Simulator.Scenarios;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>Which scenarios stubs can express.</summary>
internal static class StubbedScenarios
{
    /// <summary>Why stubs cannot express a scenario; null where they can.</summary>
    public static string? WhyNot(Scenario scenario)
    {
        var asked = scenario.World.GitHub;
        var documented = new GitHubDescription();
        return asked with { Troubles = documented.Troubles, LargestPage = documented.LargestPage } != documented
            ? "it is about GitHub's rate limits: they count requests over time, and stubs do not count"
            : null;
    }
}
