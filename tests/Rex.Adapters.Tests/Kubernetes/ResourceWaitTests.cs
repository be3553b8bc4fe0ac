using System.Net;
using System.Text.Json.Nodes;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Kubernetes;

/// <summary>A wait for a workflow to be suspended, while the watch behind it fails in every way.</summary>
public sealed class ResourceWaitTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        await _platform.Cluster.CreateAsync(
            ClusterClient.Workflows,
            new JsonObject
            {
                ["apiVersion"] = "argoproj.io/v1alpha1",
                ["kind"] = "Workflow",
                ["metadata"] = new JsonObject { ["name"] = "play-1" },
                ["spec"] = new JsonObject(),
            }
        );
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task WaitAsync_Watching_AsksForBookmarksFromTheListsVersion()
    {
        string? version = null;
        OnWatch(
            async (request, _) =>
            {
                version = (await _platform.Cluster.GetAsync(ClusterClient.Workflows, "play-1"))!
                    .Value.GetProperty("metadata")
                    .GetProperty("resourceVersion")
                    .GetString();
                await SuspendAsync();
                return null;
            }
        );

        await WaitAsync();

        var watch = _platform.Faults.Requests.First(IsWatch);
        watch.ShouldContain("allowWatchBookmarks=true");
        watch.ShouldContain("timeoutSeconds=30");
        watch.ShouldContain("fieldSelector=metadata.name%3Dplay-1");
        long.Parse(watch.Split("resourceVersion=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThanOrEqualTo(long.Parse(version!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task WaitAsync_ChangeBetweenListAndWatch_IsSeen()
    {
        OnWatch(
            async (_, _) =>
            {
                await SuspendAsync();
                return null;
            }
        );

        (await WaitAsync()).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"BOOKMARK\",\"object\":{}}\n")]
    [InlineData("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}\n")]
    [InlineData("{\"type\":\"ERR")]
    [InlineData("<html>\n")]
    [InlineData("[]\n")]
    public async Task WaitAsync_WatchEndsWithoutAChange_LooksAgain(string sent)
    {
        OnWatch(
            async (_, watches) =>
            {
                if (watches == 3)
                {
                    await SuspendAsync();
                }

                return FaultHandler.Text(HttpStatusCode.OK, sent);
            }
        );

        (await WaitAsync()).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
        _platform.Faults.Requests.Count(IsWatch).ShouldBe(3);
    }

    [Fact]
    public async Task WaitAsync_WatchIsCut_LooksAgain()
    {
        OnWatch(
            async (_, watches) =>
            {
                if (watches == 2)
                {
                    await SuspendAsync();
                }

                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream("{\"type\":\"MOD")) };
            }
        );

        (await WaitAsync()).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
    }

    [Fact]
    public async Task WaitAsync_HistoryIsGone_LooksAgain()
    {
        OnWatch(
            async (_, watches) =>
            {
                if (watches == 1)
                {
                    await SuspendAsync();
                    _platform.CompactHistory();
                }

                return null;
            }
        );

        (await WaitAsync()).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
    }

    [Fact]
    public async Task WaitAsync_WatchStaysSilent_IsTakenForDead()
    {
        var silent = new TaskCompletionSource();
        OnWatch(
            async (_, watches) =>
            {
                if (watches > 1)
                {
                    return null;
                }

                await SuspendAsync();
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream(silent)) };
            }
        );

        var waiting = WaitAsync();
        await silent.Task;
        waiting.IsCompleted.ShouldBeFalse();
        _platform.Time.Advance(TimeSpan.FromSeconds(35));

        (await waiting).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(410)]
    public async Task WaitAsync_ErrorsThatPass_AreWaitedOutWithGrowingPauses(int status)
    {
        _platform.Faults.Intercept = async (_, requests) =>
        {
            if (requests == 7)
            {
                await SuspendAsync();
            }

            return requests > 7 ? null : FaultHandler.Status((HttpStatusCode)status, "Some", "passes");
        };

        (await WaitAsync()).ShouldNotBeNull().IsSuspended.ShouldBeTrue();

        _platform.Time.Pauses.Select(pause => pause.TotalSeconds).ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5]);
    }

    [Fact]
    public async Task WaitAsync_ServerSaysHowLong_WaitsSoLong()
    {
        _platform.Faults.Intercept = async (_, requests) =>
        {
            if (requests > 1)
            {
                return null;
            }

            await SuspendAsync();
            var answer = FaultHandler.Status(HttpStatusCode.TooManyRequests, "TooManyRequests", "slow down");
            answer.Headers.Add("Retry-After", "7");
            return answer;
        };

        await WaitAsync();

        _platform.Time.Pauses.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Theory]
    [InlineData(401, ReasonCode.AccessLost)]
    [InlineData(403, ReasonCode.PermissionMissing)]
    [InlineData(404, ReasonCode.AccessLost)]
    [InlineData(422, ReasonCode.Unexpected)]
    public async Task WaitAsync_ErrorsThatStay_AreTold(int status, ReasonCode reason)
    {
        OnWatch((_, _) => Task.FromResult<HttpResponseMessage?>(FaultHandler.Status((HttpStatusCode)status, "Some", "stays")));

        var failure = await Should.ThrowAsync<PlatformException>(WaitAsync());

        failure.Reason.ShouldBe(reason);
        failure.Message.ShouldContain("watch workflows.argoproj.io in namespace 'agent-platform'");
    }

    private static bool IsWatch(string request) => request.Contains("watch=true", StringComparison.Ordinal);

    private void OnWatch(Func<HttpRequestMessage, int, Task<HttpResponseMessage?>> answer)
    {
        var watches = 0;
        _platform.Faults.Intercept = (request, _) =>
            IsWatch(request.RequestUri!.Query) ? answer(request, ++watches) : Task.FromResult<HttpResponseMessage?>(null);
    }

    private Task<MainWorkflow?> WaitAsync() =>
        _platform.Port<IMainWorkflows>().WaitAsync("play-1", workflow => workflow?.IsSuspended == true, Cancel);

    private async Task SuspendAsync() =>
        await _platform.Cluster.MergePatchAsync(
            ClusterClient.Workflows,
            "play-1",
            new JsonObject { ["spec"] = new JsonObject { ["suspend"] = true } }
        );
}
