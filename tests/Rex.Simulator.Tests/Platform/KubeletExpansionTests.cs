using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Tests.Platform;

/// <summary>What a kubelet makes of dollar signs.</summary>
public sealed class KubeletExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["NAME"] = "value", ["OTHER"] = "$(NAME)" };

    [Theory]
    [InlineData("a $(NAME) b", "a value b")]
    [InlineData("$(MISSING)", "$(MISSING)")]
    [InlineData("$$(NAME)", "$(NAME)")]
    [InlineData("$NAME ${NAME} $", "$NAME ${NAME} $")]
    [InlineData("$(NAME", "$(NAME")]
    [InlineData("$(OTHER)", "$(NAME)")]
    public void Expand_Text_IsAsTheKubeletHasIt(string text, string expected) =>
        KubeletExpansion.Expand(text, Variables).ShouldBe(expected);
}
