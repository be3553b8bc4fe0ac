using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Host.Commands;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Modes;

/// <summary>What <c>rex explain</c> tells is what <c>rex remediate</c> then does.</summary>
public sealed partial class ExplainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("g1-while-cleo-runs")]
    [InlineData("g2-while-tess-runs")]
    [InlineData("g2-after-cleo-failed")]
    public async Task Explain_ThenRemediate_TheWritesAreTheOnesThatWereTold(string scenario)
    {
        await using var world = await CommandWorld.StartAsync(scenario, Cancellation);

        var told = await ExplainAsync(world);
        world.WritesOf("rex-explains").ShouldBeEmpty();
        world.World.Ledger.Snapshot().ShouldNotContain(entry => entry.Identity == "rex-explains" && entry.IsWrite);
        ((bool?)told["restarts"]).ShouldBe(true);

        await using var services = world.Services("rex-0");
        using var output = new StringWriter();
        (await new RemediateCommand(services, output, false).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());

        output.ToString().ShouldContain("Succeeded, Restarted:");
        Lasting(told["writes"]!.AsArray().Select(write => Describe(write!.AsObject())))
            .ShouldBe(Lasting(world.WritesOf("rex-0").Where(entry => entry.TookEffect).Select(Describe)));
    }

    [Fact]
    public async Task Explain_PushThatChangesNothing_SaysWhy()
    {
        await using var world = await CommandWorld.StartAsync("workflow-completed", Cancellation);

        var told = await ExplainAsync(world);

        ((bool?)told["restarts"]).ShouldBe(false);
        ((string?)told["remediation"]!["reason"]).ShouldBe("AlreadyCompleted");
        told["writes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_InWords_NamesStepsAndWrites()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-explains");
        using var output = new StringWriter();

        (await new ExplainCommand(services, output, false).RunAsync(world.Delivery, Cancellation)).ShouldBe(0);

        var text = output.ToString();
        text.ShouldContain("done  ValidateEvent");
        text.ShouldContain("delete coderuns/coderun-testing-task3-");
        text.ShouldContain("unlabel acme/shop#103 ready-for-qa");
        text.ShouldEndWith("QA runs again. Nothing was written.\n");
    }

    private static async Task<JsonNode> ExplainAsync(CommandWorld world)
    {
        await using var services = world.Services("rex-explains");
        using var output = new StringWriter();
        (await new ExplainCommand(services, output, true).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    /// <summary>Without the deletions of task results: a pod writes one more when it is killed.</summary>
    private static List<string> Lasting(IEnumerable<string> writes) => [.. writes.Where(write => !write.Contains(" workflowtaskresults/"))];

    private static string Describe(LedgerEntry entry)
    {
        if (entry.Target == LedgerTarget.GitHub)
        {
            var match = RexWrite.LabelPath().Match(entry.Path);
            return $"unlabel {match.Groups["repo"].Value}#{match.Groups["number"].Value} {match.Groups["label"].Value} ";
        }

        var path = ResourcePath.Parse(entry.Path)!;
        var body = entry.Body;
        // How long a pod may take, and whether its end is waited for, is the adapter's to add.
        return $"{entry.Method.ToLowerInvariant()} {path.Plural}/{path.Name} {Plain(entry.Method == "DELETE" ? body?["preconditions"] : body)}";
    }

    private static string Describe(JsonObject write)
    {
        var body = write["body"];
        return $"{write["action"]} {write["target"]} {Plain((string?)write["action"] == "delete" ? body!["preconditions"] : body)}";
    }

    /// <summary>Without what no two runs have in common: versions and times.</summary>
    private static string Plain(JsonNode? body) =>
        Times().Replace(Versions().Replace(body?.ToJsonString() ?? "", "\"resourceVersion\":\"…\""), "…");

    [GeneratedRegex("\"resourceVersion\":\"[^\"]*\"")]
    private static partial Regex Versions();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Times();
}
