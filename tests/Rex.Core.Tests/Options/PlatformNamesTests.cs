using Rex.Core.Options;

namespace Rex.Core.Tests.Options;

public class PlatformNamesTests
{
    private static readonly PlatformNames Default = new();

    [Fact]
    public void Namespaces_Default_AreTheOneOfThePlatform()
    {
        Default.WorkflowNamespace.ShouldBe("agent-platform");
        Default.AgentRunNamespace.ShouldBe("agent-platform");
        Default.RemediationNamespace.ShouldBe("agent-platform");
    }

    [Theory]
    [InlineData("ready-for-qa", true)]
    [InlineData("Ready-For-QA", true)]
    [InlineData("ready-for-qa ", false)]
    [InlineData("ready", false)]
    public void IsQaLabel_Label_IgnoresCaseAsGitHubDoes(string label, bool expected) => Default.IsQaLabel(label).ShouldBe(expected);
}
