using System.Globalization;
using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubLimitsTests : IDisposable
{
    private const string Secondary = """{"message":"You have exceeded a secondary rate limit."}""";

    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");

    private readonly ScriptedGitHub _gitHub = new();

    public void Dispose() => _gitHub.Dispose();

    [Theory]
    [InlineData(403, 17, null, 17)]
    [InlineData(429, 17, null, 17)]
    [InlineData(429, 0, null, 0)]
    [InlineData(403, null, 30, 30)]
    [InlineData(429, null, 30, 30)]
    [InlineData(429, null, -400, 0)]
    [InlineData(403, 17, 30, 30)]
    [InlineData(403, 45, 30, 45)]
    [InlineData(429, null, null, 60)]
    [InlineData(429, 1_000_000, null, 3600)]
    [InlineData(403, null, 1_000_000, 3600)]
    public async Task AnyCall_Limit_SaysHowLong(int status, int? retryAfter, int? reset, int seconds)
    {
        Limit(status, "{}", retryAfter, reset);

        var failure = await FailureAsync();

        failure.Reason.ShouldBe(ReasonCode.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:00:40 GMT")]
    [InlineData("x-ratelimit-reset", "1772366440")]
    public async Task AnyCall_LimitUntilATime_GoesByGitHubsClock(string header, string value)
    {
        // GitHub's clock is ten seconds ahead.
        _gitHub.Server.Answer(
            HttpStatusCode.Forbidden,
            "{}",
            (header, value),
            ("x-ratelimit-remaining", "0"),
            ("Date", "Sun, 01 Mar 2026 12:00:10 GMT")
        );

        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public async Task AnyCall_LimitWithUnreadableTimes_WaitsAMinute(string value)
    {
        _gitHub.Server.Answer(
            HttpStatusCode.TooManyRequests,
            "{}",
            ("Retry-After", value),
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", value)
        );

        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task AnyCall_SecondaryLimitWithoutHeaders_SaysUntilWhen()
    {
        Limit(403, Secondary);

        var failure = await FailureAsync();

        failure.Reason.ShouldBe(ReasonCode.RateLimited);
        failure.Message.ShouldContain("You have exceeded a secondary rate limit.; the limit holds until 2026-03-01T12:01:00Z");
    }

    [Fact]
    public async Task AnyCall_BeforeTheNamedTime_DoesNotAsk()
    {
        Limit(403, Secondary, retryAfter: 40);
        await FailureAsync();
        _gitHub.Time.Advance(TimeSpan.FromSeconds(39));

        var failure = await FailureAsync();

        failure.Reason.ShouldBe(ReasonCode.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        failure.Message.ShouldContain("GitHub asked to wait; the limit holds until 2026-03-01T12:00:40Z");
        _gitHub.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_AtTheNamedTime_AsksAgain()
    {
        Limit(403, Secondary, retryAfter: 40);
        await FailureAsync();
        _gitHub.Time.Advance(TimeSpan.FromSeconds(40));
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]");

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCall_AfterTheLastRequestOfTheBudget_WaitsForTheNext()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", Epoch(50)));
        await ListAsync();

        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(50));

        _gitHub.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_LimitAgainAndAgain_WaitsLongerUntilOneGoesThrough()
    {
        List<double> waits = [];
        foreach (var isThrough in new[] { false, false, false, true, false })
        {
            if (isThrough)
            {
                _gitHub.Server.Answer(HttpStatusCode.OK, "[]");
                await ListAsync();
                continue;
            }

            Limit(403, Secondary);
            waits.Add((await FailureAsync()).RetryAfter!.Value.TotalMinutes);
            _gitHub.Time.Advance(TimeSpan.FromMinutes(waits[^1]));
        }

        waits.ShouldBe([1, 2, 4, 1]);
    }

    [Fact]
    public async Task AnyCall_LimitForWeeks_WaitsAnHourAtMost()
    {
        for (var i = 0; i < 20; i++)
        {
            Limit(403, Secondary);
            _gitHub.Time.Advance((await FailureAsync()).RetryAfter!.Value);
        }

        Limit(403, Secondary);
        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task AnyCall_SeveralRefusedAtOnce_CountAsOne()
    {
        var release = new TaskCompletionSource();
        for (var i = 0; i < 3; i++)
        {
            _gitHub.Server.Answer(async _ =>
            {
                await release.Task;
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            });
        }

        Task<PlatformException>[] failing = [FailureAsync(), FailureAsync(), FailureAsync()];
        release.SetResult();

        (await Task.WhenAll(failing)).ShouldAllBe(failure => failure.RetryAfter == TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task AnyCall_ForbiddenWithoutALimit_IsNone()
    {
        Limit(403, """{"message":"Resource not accessible by integration"}""");
        await FailureAsync();
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]");

        (await ListAsync()).ShouldBeEmpty();
    }

    private static string Epoch(int seconds) =>
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)
            .AddSeconds(seconds)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);

    private void Limit(int status, string body, int? retryAfter = null, int? reset = null)
    {
        List<(string, string)> headers = [("x-ratelimit-remaining", reset is null ? "17" : "0")];
        if (retryAfter is not null)
        {
            headers.Add(("Retry-After", retryAfter.Value.ToString(CultureInfo.InvariantCulture)));
        }

        if (reset is not null)
        {
            headers.Add(("x-ratelimit-reset", Epoch(reset.Value)));
        }

        _gitHub.Server.Answer((HttpStatusCode)status, body, [.. headers]);
    }

    private Task<IReadOnlyList<string>> ListAsync() =>
        _gitHub.PullRequests.ListLabelsAsync(Repository, 7, TestContext.Current.CancellationToken);

    private Task<PlatformException> FailureAsync() => Should.ThrowAsync<PlatformException>(ListAsync());
}
