using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Reports;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void Render_OneOfEachResult_HasExactlyTheFieldsThatReadersRelyOn()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 1, 2, 345, TimeSpan.Zero);
        var passed = new ScenarioResult("good", 2, 1, 1, TimeSpan.FromSeconds(1.5), [], []);
        var failed = new ScenarioResult("bad", 1, 0, 0, TimeSpan.Zero, [new Violation("S1", "coderuns/x", at, "why not")], []);

        var report = JsonNode.Parse(JsonReport.Render([passed, failed, ScenarioResult.Skip("other", "it cannot be played here")]));

        var expected = JsonNode.Parse(
            """
            {"passed":1,"failed":1,"skipped":1,"scenarios":[
              {"name":"good","passed":true,"skipped":null,"pushes":2,"cancelled":1,"restarts":1,"durationMs":1500,"violations":[]},
              {"name":"bad","passed":false,"skipped":null,"pushes":1,"cancelled":0,"restarts":0,"durationMs":0,
               "violations":[{"invariant":"S1","object":"coderuns/x","at":"2026-03-02T09:01:02.345Z","why":"why not"}]},
              {"name":"other","passed":false,"skipped":"it cannot be played here","pushes":0,"cancelled":0,"restarts":0,"durationMs":0,"violations":[]}]}
            """
        );
        JsonNode.DeepEquals(report, expected).ShouldBeTrue();
    }
}
