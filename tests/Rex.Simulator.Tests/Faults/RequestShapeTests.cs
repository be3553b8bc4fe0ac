using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Tests.Faults;

public sealed class RequestShapeTests
{
    private const string Status = """
        {"status":{"phase":"Running","step":"CancelAgents","attempts":3,"at":"2026-03-02T09:00:00Z","conditions":[
          {"type":"ValidateEvent","status":"True"},{"type":"CancelAgents","status":"False","message":"At work."}]}}
        """;

    [Fact]
    public void Of_SameWriteAtAnotherTime_IsTheSame() =>
        Of(body: Status.Replace("09:00:00", "10:11:12").Replace(":3,", ":4,")).ShouldBe(Of(body: Status));

    [Theory]
    [InlineData("\"Running\"", "\"Failed\"")]
    [InlineData("\"step\":\"CancelAgents\"", "\"step\":\"ValidateEvent\"")]
    [InlineData("\"status\":\"False\"", "\"status\":\"True\"")]
    [InlineData("\"attempts\":3,", "")]
    public void Of_AnotherWrite_IsAnother(string right, string other) =>
        Of(body: Status.Replace(right, other)).ShouldNotBe(Of(body: Status));

    [Fact]
    public void Of_ConditionOfAnotherStep_DoesNotCount() =>
        Of(body: Status.Replace("\"status\":\"True\"", "\"status\":\"False\"")).ShouldBe(Of(body: Status));

    [Fact]
    public void Of_MethodAndPath_CountAndTheQueryDoesNot()
    {
        Of("DELETE", "/pods/a?force=1").ShouldBe("DELETE /pods/a");
        Of("PATCH", "/pods/a").ShouldNotBe(Of("DELETE", "/pods/a"));
    }

    private static string Of(string method = "PUT", string path = "/remediations/rex/status", string body = "") =>
        RequestShape.Of(
            new LedgerEntry
            {
                Sequence = 1,
                At = DateTimeOffset.UnixEpoch,
                Target = LedgerTarget.Cluster,
                Identity = "rex-0",
                Method = method,
                Path = path,
                RequestBody = body,
            }
        );
}
