using Microsoft.Extensions.Time.Testing;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;
using Rex.Host.Redelivering;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Redelivering;

public sealed class HookWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ListedDeliveries _gitHub = new();
    private readonly FakeTimeProvider _time = new(Now) { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly HookWatch _watch;

    public HookWatchTests() => _watch = new HookWatch(GitHubHook.App, _gitHub, new RedeliveryOptions(), _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LookAsync_First_ReadsAllThatGitHubKeeps()
    {
        _gitHub.Add(1, Now - TimeSpan.FromDays(4), 503);
        _gitHub.Add(2, Now - TimeSpan.FromDays(2), 503);
        _gitHub.Add(3, Now - TimeSpan.FromHours(1), 202);
        _gitHub.Add(4, Now - TimeSpan.FromMinutes(1), 502);

        (await LookAsync()).ShouldBe(2);

        _gitHub.Asked.ShouldBe([4, 2]);
        _watch.Missing.ShouldBe(2);
    }

    [Fact]
    public async Task LookAsync_Later_ReadsOnlyTheNewestPart()
    {
        for (var id = 1; id <= 500; id++)
        {
            _gitHub.Add(id, Now - TimeSpan.FromMinutes(1001 - (2 * id)), 202);
        }

        await LookAsync();
        _gitHub.Read = 0;

        await LaterAsync();

        _gitHub.Read.ShouldBe(6, "those of ten minutes before the first look, and the one that ends it");
    }

    [Fact]
    public async Task LookAsync_AttemptListedLate_IsFound()
    {
        _gitHub.Add(2, Now - TimeSpan.FromSeconds(1), 202);
        await LookAsync();
        _gitHub.Add(1, Now - TimeSpan.FromSeconds(9), 504);

        (await LaterAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task LookAsync_ListFails_IsReadFromTheSamePlaceNextTime()
    {
        _gitHub.Add(1, Now - TimeSpan.FromHours(5), 503);
        _gitHub.Failure = new PlatformException(ReasonCode.ServerError, "An outage.");
        await Should.ThrowAsync<PlatformException>(() => LookAsync());
        _gitHub.Failure = null;

        (await LaterAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task LookAsync_OneIsRefused_TheOthersAreAskedForAllTheSame()
    {
        _gitHub.Add(1, Now - TimeSpan.FromHours(5), 503);
        _gitHub.Add(2, Now - TimeSpan.FromHours(4), 503);
        _gitHub.Refused = 2;

        await Should.ThrowAsync<PlatformException>(() => LookAsync());

        _gitHub.Asked.ShouldBe([1]);
    }

    [Fact]
    public async Task LookAsync_RateLimited_AsksForNothingMore()
    {
        _gitHub.Add(1, Now - TimeSpan.FromHours(5), 503);
        _gitHub.Add(2, Now - TimeSpan.FromHours(4), 503);
        _gitHub.Refused = 2;
        _gitHub.RetryAfter = TimeSpan.FromMinutes(30);

        var error = await Should.ThrowAsync<PlatformException>(() => LookAsync());

        error.RetryAfter.ShouldBe(TimeSpan.FromMinutes(30));
        _gitHub.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task LookAsync_Many_AsksOnceASecondAndNoLongerThanUntilTheNextLook()
    {
        for (var id = 1; id <= 400; id++)
        {
            _gitHub.Add(id, Now - TimeSpan.FromMinutes(500 - id), 503);
        }

        (await LookAsync()).ShouldBe(300, "one a second for five minutes");

        _time.GetUtcNow().ShouldBe(Now + TimeSpan.FromMinutes(5));
        _gitHub.Asked.ShouldBe(Enumerable.Range(101, 300).Reverse().Select(id => (long)id));
        (await LookAsync()).ShouldBe(101, "the rest, and the first one, which has not arrived");
    }

    /// <summary>Looks, with time that goes on whenever somebody waits.</summary>
    private async Task<int> LookAsync()
    {
        var looking = _watch.LookAsync(Cancellation);
        while (!looking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.CompletedTask;
        }

        return await looking;
    }

    private Task<int> LaterAsync()
    {
        _time.SetUtcNow(Now + TimeSpan.FromMinutes(5));
        return LookAsync();
    }
}
