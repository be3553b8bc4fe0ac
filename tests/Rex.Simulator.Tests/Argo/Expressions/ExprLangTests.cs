using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Expressions;

namespace Rex.Simulator.Tests.Argo.Expressions;

/// <summary>Expressions mean what expr-lang makes of them, and what is not understood is refused.</summary>
public sealed class ExprLangTests
{
    private static readonly JsonObject Environment = new()
    {
        ["body"] = new JsonObject
        {
            ["X-GitHub-Event"] = "push",
            ["ref"] = "refs/heads/task-3",
            ["number"] = 3,
            ["sender"] = new JsonObject { ["login"] = "5DLabs-Rex[bot]" },
        },
        ["lastRetry"] = new JsonObject { ["exitCode"] = "4" },
    };

    [Theory]
    [InlineData("body[\"X-GitHub-Event\"] == 'push'", true)]
    [InlineData("(body[\"X-Other\"] ?? \"\") == \"\"", true)]
    [InlineData("(body.sender?.login ?? \"\") == \"5DLabs-Rex[bot]\"", true)]
    [InlineData("(body.pusher?.login ?? \"nobody\") != \"nobody\"", false)]
    [InlineData("body.ref matches \"task\"", true)]
    [InlineData("body.ref matches \"^task\"", false)]
    [InlineData("body.missing matches \"\"", false)]
    [InlineData("!(body.number == 3) || body.number == 4 && true", false)]
    [InlineData("asInt(lastRetry.exitCode) not in [2, 3, 5]", true)]
    [InlineData("asInt(lastRetry.exitCode) in [2, 4]", true)]
    [InlineData("lastRetry.exitCode in [4]", false)]
    [InlineData("true || body.pusher.login == \"\"", true)]
    public void EvaluateBool_Known_IsAsExprLangHasIt(string expression, bool expected) =>
        ExprLang.EvaluateBool(expression, Environment).ShouldBe(expected);

    [Theory]
    [InlineData("body.pusher.login == \"\"", "cannot fetch login from <nil>")]
    [InlineData("body.ref.name == \"\"", "cannot fetch name from String")]
    [InlineData("body.number matches \"3\"", "a text is expected")]
    [InlineData("body.ref", "true or false is expected")]
    [InlineData("unknown == 1", "unknown name unknown")]
    [InlineData("asInt(body.ref) in [1]", "no whole number")]
    [InlineData("body.ref ?? \"\" == \"\"", "'==' is not expected")]
    [InlineData("body.ref startsWith \"x\"", "'startsWith' is not expected")]
    [InlineData("body.number > 1", "'>' is not understood")]
    [InlineData("body.ref matches \"\\\\d\"", "only punctuation is understood")]
    [InlineData("body.ref matches \"(\"", "(")]
    public void EvaluateBool_ErrorThere_IsAnErrorHere(string expression, string message) =>
        Should.Throw<ExpressionException>(() => ExprLang.EvaluateBool(expression, Environment)).Message.ShouldContain(message);

    [Theory]
    [InlineData("a$", "a\n", false)]
    [InlineData("a$", "xa", true)]
    [InlineData(@"^x[$]\$$", "x$$", true)]
    public void GoPattern_DollarSign_IsTheEndOfTheText(string pattern, string text, bool matches) =>
        GoPattern.IsMatch(pattern, text).ShouldBe(matches);
}
