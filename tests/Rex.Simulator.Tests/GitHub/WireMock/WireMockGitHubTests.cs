using System.Net;
using Rex.Simulator.GitHub;
using Rex.Simulator.GitHub.WireMock;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>WireMock's stubs answer as the embedded GitHub does, and its journal says what happened.</summary>
public sealed class WireMockGitHubTests(WireMockFixture wireMock) : WorldGitHubTests
{
    [Fact]
    public async Task Answers_HaveNothingOfWireMock()
    {
        using var answer = await Client.GetAsync("/repos/acme/shop/issues/4/labels?per_page=100&page=1", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Select(header => header.Key).ShouldNotContain(name => name.StartsWith("Matched", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/repos/acme/shop")]
    [InlineData("/repos/acme/shop/pulls?state=all&per_page=100&page=1")]
    [InlineData("/repos/acme/shop/pulls/3")]
    [InlineData("/repos/acme/shop/pulls?state=open&head=acme:feature/task-3&per_page=50&page=1")]
    public async Task Record_RequestThatStubsDoNotExpress_IsAProblem(string path)
    {
        using var direct = NewUnrecordedClient();
        using var answer = await direct.GetAsync(path, Token);

        var record = await GitHub.RecordAsync([], Token);

        record.Problems.ShouldBe([$"there is no stub for GET {path}"]);
    }

    [Fact]
    public async Task Record_OfARequest_IsWhatTheJournalSays()
    {
        const string path = "/repos/acme/shop/issues/4/labels/ready-for-qa";
        World.AddLabels("acme/shop", 4, ["ready-for-qa", "bug"], "somebody");
        var ledger = new Ledger(World.Clock);
        var entry = ledger.Open(LedgerTarget.GitHub, "good", "DELETE", path, "");
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(GitHub.BaseAddress, path));
        request.Options.Set(ProxyExchange.Entry, entry);
        using var answer = await Client.SendAsync(request, Token);

        // The proxy did not live to note the answer.
        var record = await GitHub.RecordAsync(ledger.Snapshot(), Token);

        record.Problems.ShouldBeEmpty();
        var told = record.Entries.ShouldHaveSingleItem();
        (told.Sequence, told.At, told.Identity, told.Method, told.Path).ShouldBe((entry.Sequence, entry.At, "good", "DELETE", path));
        told.TookEffect.ShouldBeTrue();
        told.ResponseBody.ShouldContain("\"bug\"");
        told.ResponseBody.ShouldNotContain("ready-for-qa");
    }

    [Fact]
    public async Task Record_ServerThatIsGone_IsAProblem()
    {
        var programs = wireMock.RequirePrograms();
        await using var server = await WireMockServer.StartAsync(programs, Token);
        await using var gitHub = new WireMockGitHub(server, World, new GitHubOptions { Tokens = _ => true }, () => Task.CompletedTask);
        using var client = new HttpClient();
        using var stopped = await client.PostAsync(new Uri(server.BaseAddress, "__admin/shutdown"), null, Token);

        var entry = new Ledger(World.Clock).Open(LedgerTarget.GitHub, "good", "GET", "/", "");
        GitHubRecord record;
        do
        {
            // It answers before it ends.
            record = await gitHub.RecordAsync([entry], Token);
        } while (record.Problems.Count == 0);

        record.Problems.ShouldHaveSingleItem().ShouldStartWith("WireMock ");
        record.Entries.ShouldBe([entry]);
    }

    [Fact]
    public async Task Server_OfAWorldThatEnded_IsEmptyForTheNext()
    {
        var gitHubs = wireMock.Require();
        var world = new GitHubWorld(World.Clock);
        await using (var first = await gitHubs.StartAsync(World, new GitHubOptions { Tokens = _ => true }, Token))
        {
            (await StatusAsync(first)).ShouldBe(HttpStatusCode.OK);
        }

        await using var next = await gitHubs.StartAsync(world, new GitHubOptions { Tokens = _ => true }, Token);

        (await StatusAsync(next)).ShouldBe(HttpStatusCode.NotFound);
        (await next.RecordAsync([], Token)).Problems.ShouldBeEmpty();

        static async Task<HttpStatusCode> StatusAsync(IWorldGitHub gitHub)
        {
            using var client = new HttpClient(gitHub.CreateHandler()) { BaseAddress = gitHub.BaseAddress };
            client.DefaultRequestHeaders.Authorization = new("Bearer", "good");
            using var answer = await client.GetAsync("/repos/acme/shop/issues/3/labels?per_page=100&page=1", Token);
            return answer.StatusCode;
        }
    }

    private protected override Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options) =>
        wireMock.Require().StartAsync(world, options, Token);
}
