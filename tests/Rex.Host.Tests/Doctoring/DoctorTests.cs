using System.Text.Json.Nodes;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Doctoring;

public sealed class DoctorTests
{
    [Fact]
    public async Task Run_NothingWrong_FailsNothing()
    {
        await using var world = await DoctorWorld.StartAsync();

        var (code, output) = await world.RunAsync();

        code.ShouldBe(0, output);
        output.ShouldNotContain("fail ");
        // The embedded cluster has no Deployments.
        output
            .Split('\n')
            .Where(line => line.StartsWith("warn", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldContain("argo version");
        output.ShouldContain("ok    permissions         coderuns.agents.platform in agent-platform: list, watch, delete");
        output.TrimEnd().ShouldEndWith("0 failed");
    }

    [Fact]
    public async Task Run_RunsDry_Warns()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Settings["Rex:DryRun"] = "true";

        var (code, output) = await world.RunAsync();

        code.ShouldBe(0, output);
        output.ShouldContain("warn  dry run             Rex:DryRun is set");
    }

    [Fact]
    public async Task Run_AnyWorld_AsksAndWritesNothing()
    {
        await using var world = await DoctorWorld.StartAsync();

        await world.RunAsync();

        world.Api.Requests.ShouldAllBe(request =>
            request.StartsWith("GET ", StringComparison.Ordinal) || request == "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
        );
        world.GitHub.Requests.ShouldNotBeEmpty();
        world.GitHub.Requests.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ApiServerIsAway_SaysWhereItWasLookedForAndDoesNotGoOn()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Api.Intercept = (_, _) => throw new HttpRequestException("refused");

        var (code, output) = await world.RunAsync();

        code.ShouldBe(4, output);
        output.ShouldContain("could not get version: ");
        output.ShouldMatch(
            @"do: Look whether the API server is at http://127\.0\.0\.1:[0-9]+/ and can be reached \(Rex:Connection:Kubernetes\)"
        );
        output.ShouldContain("warn  permissions         not looked at, since cluster failed");
        output.ShouldContain("ok    github ");
        output.Split('\n').Count(line => line.StartsWith("fail", StringComparison.Ordinal)).ShouldBe(1);
        world.Api.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_GitHubIsAway_SaysWhereItWasLookedForAndDoesNotGoOn()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.IsAway = true;

        var (code, output) = await world.RunAsync();

        code.ShouldBe(4, output);
        output.ShouldContain("whether GitHub is at https://api.github.com/ and can be reached (Rex:Connection:GitHub:BaseAddress)");
        output.ShouldContain("warn  github clock        not looked at, since github failed");
        output.Split('\n').Count(line => line.StartsWith("fail", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Run_AsJson_HasEachLine()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.IsAway = true;

        var (_, text) = await world.RunAsync();
        var (_, json) = await world.RunAsync(asJson: true);

        var checks = JsonNode.Parse(json)!["checks"]!.AsArray();
        checks.Count.ShouldBe(text.Split('\n').Count(line => line.Length > 4 && line[..4].Trim() is "ok" or "warn" or "fail"));
        var failed = checks.First(check => (string?)check!["state"] == "fail")!;
        ((string?)failed["check"]).ShouldBe("github");
        ((string?)failed["reason"]).ShouldBe("NetworkError");
        ((string?)failed["advice"]).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Document_OfDoctor_HasEachCheckInItsOrder()
    {
        await using var world = await DoctorWorld.StartAsync();

        var (_, json) = await world.RunAsync(asJson: true);

        var checks = JsonNode.Parse(json)!["checks"]!.AsArray().Select(check => (string)check!["check"]!).Distinct();
        var page = File.ReadLines(Path.Combine(Checkout.Root!.FullName, "docs", "doctor.md"));
        var rows = page.SkipWhile(line => line != "|---|---|---|").Skip(1).TakeWhile(line => line.StartsWith('|'));
        rows.Select(row => row.Split('`')[1]).ShouldBe(checks);
    }
}
