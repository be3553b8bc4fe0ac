using Rex.Core.Options;

namespace Rex.Core.Tests.Options;

public class PlatformNamesTests
{
    private readonly PlatformNames _default = new();

    [Fact]
    public void Namespaces_Default_AreTheOneOfThePlatform()
    {
        _default.WorkflowNamespace.ShouldBe("agent-platform");
        _default.AgentRunNamespace.ShouldBe("agent-platform");
        _default.RemediationNamespace.ShouldBe("agent-platform");
    }

    [Theory]
    [InlineData("ready-for-qa", true)]
    [InlineData("Ready-For-QA", true)]
    [InlineData("ready-for-qa ", false)]
    [InlineData("ready", false)]
    public void IsQaLabel_Label_IgnoresCaseAsGitHubDoes(string label, bool expected) => _default.IsQaLabel(label).ShouldBe(expected);
}
