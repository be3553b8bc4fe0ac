using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.GitHub;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

public sealed class RateLimitsTests : IAsyncDisposable
{
    private const string Labels = "/repos/acme/shop/issues/3/labels";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ExchangeRecorder recorder = new(new SocketsHttpHandler());
    private readonly HttpClient client;
    private EmbeddedGitHub? gitHub;

    public RateLimitsTests() => client = new HttpClient(recorder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await (gitHub?.DisposeAsync() ?? ValueTask.CompletedTask);
        PublishedGitHub.ShouldAllow(recorder.Exchanges);
    }

    [Fact]
    public async Task AnyAnswer_OfADocumentedBudget_SaysWhatIsLeft()
    {
        await StartAsync(new GitHubLimitOptions());

        await AskAsync();
        var headers = await AskAsync();

        headers["x-ratelimit-limit"].ShouldBe("5000");
        headers["x-ratelimit-remaining"].ShouldBe("4998");
        headers["x-ratelimit-used"].ShouldBe("2");
        headers["x-ratelimit-reset"].ShouldBe(Epoch(TimeSpan.FromHours(1)));
        headers["x-ratelimit-resource"].ShouldBe("core");
        headers["Date"].ShouldBe("Mon, 02 Mar 2026 09:00:00 GMT");
    }

    [Fact]
    public async Task Budget_IsUsedUp_RefusesUntilTheHourEnds()
    {
        var limits = await StartAsync(new GitHubLimitOptions { Left = 1, ResetIn = TimeSpan.FromSeconds(90) });

        (await AskAsync())["x-ratelimit-remaining"].ShouldBe("0");
        var refused = await AskAsync();
        refused["status"].ShouldBe("403");
        refused["x-ratelimit-remaining"].ShouldBe("0");
        refused["x-ratelimit-reset"].ShouldBe(Epoch(TimeSpan.FromSeconds(90)));
        refused.ShouldNotContainKey("Retry-After");
        clock.Advance(TimeSpan.FromSeconds(90));
        var fresh = await AskAsync();

        fresh["status"].ShouldBe("200");
        fresh["x-ratelimit-remaining"].ShouldBe("4999");
        fresh["x-ratelimit-reset"].ShouldBe(Epoch(TimeSpan.FromSeconds(90) + TimeSpan.FromHours(1)));
        limits.Early.ShouldBeEmpty();
    }

    [Fact]
    public async Task Budget_OfAnotherToken_IsItsOwn()
    {
        await StartAsync(new GitHubLimitOptions { Left = 1 });

        await AskAsync();

        (await AskAsync())["status"].ShouldBe("403");
        client.DefaultRequestHeaders.Authorization = new("Bearer", "other");
        (await AskAsync())["status"].ShouldBe("200");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Points_MoreThanAMinuteHas_AreRefusedForATime(int status)
    {
        await StartAsync(new GitHubLimitOptions { PointsAMinute = 7, Status = status });

        using (var write = await client.PostAsJsonAsync(Labels, new { labels = new[] { "a" } }, Token))
        {
            write.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await AskAsync())["status"].ShouldBe("200");
        (await AskAsync())["status"].ShouldBe("200");
        var refused = await AskAsync();
        refused["status"].ShouldBe(status.ToString(CultureInfo.InvariantCulture));
        refused["Retry-After"].ShouldBe("60");
        refused["body"].ShouldContain("You have exceeded a secondary rate limit.");
        clock.Advance(TimeSpan.FromSeconds(59));
        (await AskAsync())["Retry-After"].ShouldBe("1");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync())["status"].ShouldBe("200");
    }

    [Fact]
    public async Task Request_BeforeTheNamedTime_IsNoted()
    {
        var limits = await StartAsync(new GitHubLimitOptions { Left = 0, ResetIn = TimeSpan.FromSeconds(30) });
        await AskAsync();
        clock.Advance(TimeSpan.FromSeconds(29));
        await AskAsync();

        var early = limits.Early.ShouldHaveSingleItem();

        early.ShouldBe(new EarlyRequest("good", Start.AddSeconds(29), Start.AddSeconds(30)));
    }

    [Fact]
    public async Task Request_OtherTokenOfTheAccount_SharesTheBudgetAndWasToldNothing()
    {
        var limits = await StartAsync(new GitHubLimitOptions { Left = 0, ResetIn = TimeSpan.FromSeconds(30) }, _ => "account");
        await AskAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        client.DefaultRequestHeaders.Authorization = new("Bearer", "other");

        (await AskAsync())["status"].ShouldBe("403");

        limits.Early.ShouldBeEmpty();
        await AskAsync();
        limits.Early.ShouldHaveSingleItem().Token.ShouldBe("other");
    }

    // Documented: a minute, then longer each time.
    [Theory]
    [InlineData(0, 60, 120)]
    [InlineData(1, 60, 119)]
    [InlineData(1, 59, 121)]
    public async Task Request_WithoutANamedTime_IsEarlyUnlessTheWaitsGrow(int early, int first, int second)
    {
        var limits = await StartAsync(
            new GitHubLimitOptions
            {
                PointsAMinute = 5,
                NamesTheWait = false,
                Penalty = TimeSpan.FromMinutes(3),
            }
        );
        for (var i = 0; i < 6; i++)
        {
            await AskAsync();
        }

        clock.Advance(TimeSpan.FromSeconds(first));
        (await AskAsync()).ShouldNotContainKey("Retry-After");
        clock.Advance(TimeSpan.FromSeconds(second));
        await AskAsync();

        limits.Early.Count.ShouldBe(early);
    }

    private DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private string Epoch(TimeSpan after) => (Start + after).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private async Task<RateLimits> StartAsync(GitHubLimitOptions options, Func<string, string>? accountOf = null)
    {
        var world = new GitHubWorld(clock);
        world.Add(
            new GitHubRepository
            {
                Id = 7,
                Owner = "acme",
                Name = "shop",
            }
        );
        world.OpenPullRequest(
            "acme/shop",
            new GitHubPullRequest
            {
                Number = 3,
                Branch = "task-3",
                HeadSha = new string('a', 40),
                CreatedAt = Start,
            }
        );
        var limits = new RateLimits(options, clock, accountOf);
        gitHub = await EmbeddedGitHub.StartAsync(world, new GitHubOptions { Tokens = _ => true, Limits = limits }, Token);
        client.BaseAddress = gitHub.BaseAddress;
        client.DefaultRequestHeaders.Authorization = new("Bearer", "good");
        return limits;
    }

    /// <summary>The answer's headers, with its status and its body among them.</summary>
    private async Task<Dictionary<string, string>> AskAsync()
    {
        using var answer = await client.GetAsync(Labels, Token);
        var found = answer.Headers.ToDictionary(
            header => header.Key,
            header => string.Join(",", header.Value),
            StringComparer.OrdinalIgnoreCase
        );
        found["status"] = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        found["body"] = await answer.Content.ReadAsStringAsync(Token);
        return found;
    }
}
