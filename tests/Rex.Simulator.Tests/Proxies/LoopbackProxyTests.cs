using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rex.Simulator.Clocks;
using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.Tests.Proxies;

public sealed class LoopbackProxyTests : IAsyncLifetime
{
    private readonly SimulationClock clock = new(new SimulationClockOptions());
    private readonly Processes processes;
    private readonly List<string> arrived = [];
    private readonly TaskCompletionSource endOfWatch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IAsyncDisposable> owned = [];
    private WebApplication upstream = null!;
    private Ledger ledger = null!;
    private FaultInjector faults = null!;

    public LoopbackProxyTests() => processes = new Processes(clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ledger = new Ledger(clock);
        upstream = WebApplication.CreateSlimBuilder().Build();
        upstream.Urls.Add("http://127.0.0.1:0");
        upstream.Run(AnswerAsync);
        await upstream.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        endOfWatch.TrySetResult();
        foreach (var one in owned)
        {
            await one.DisposeAsync();
        }

        await upstream.DisposeAsync();
        await clock.DisposeAsync();
    }

    [Fact]
    public async Task Write_PassedOn_IsRecordedWithCallerBodiesAndStatus()
    {
        using var client = await ClientAsync("rex-0");

        using var answer = await client.PostAsync("/things?dry=no", new StringContent("""{"a":1}"""), Token);

        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("""{"done":true}""");
        var entry = ledger.Snapshot().ShouldHaveSingleItem();
        entry.Identity.ShouldBe("rex-0");
        entry.Method.ShouldBe("POST");
        entry.Path.ShouldBe("/things?dry=no");
        entry.RequestBody.ShouldBe("""{"a":1}""");
        entry.Status.ShouldBe(200);
        entry.ResponseBody.ShouldBe("""{"done":true}""");
        entry.TookEffect.ShouldBeTrue();
    }

    [Fact]
    public async Task Get_WithEscapedPath_ArrivesAsItWasAsked()
    {
        using var client = await ClientAsync("rex-0");

        await client.GetStringAsync("/labels/a%2Fb", Token);

        arrived.ShouldBe(["GET /labels/a%2Fb"]);
    }

    [Fact]
    public async Task Fault_NthMatch_AnswersInPlaceOfTheSystem()
    {
        var pattern = new RequestPattern { Path = new Regex("things"), From = 2 };
        using var client = await ClientAsync("rex-0", new FaultRule(pattern, FaultAction.Answer) { Status = 503, Body = "{}" });

        (await client.GetAsync("/things", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/things", Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/things", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task CutAfter_Write_TookEffectThoughTheCallerSeesAnError()
    {
        using var client = await ClientAsync("rex-0", new FaultRule(new RequestPattern(), FaultAction.CutAfter));

        await Should.ThrowAsync<HttpRequestException>(() => client.PostAsync("/things", new StringContent("{}"), Token));

        arrived.Count.ShouldBe(1);
        ledger.Snapshot()[0].TookEffect.ShouldBeTrue();
    }

    [Fact]
    public async Task CrashBefore_LaterRequests_AreRefusedForThatIdentityAlone()
    {
        var rule = new FaultRule(new RequestPattern { Methods = ["POST"] }, FaultAction.CrashBefore);
        using var client = await ClientAsync("rex-0", rule);
        var crashed = "";
        processes.Crashed += identity => crashed = identity;

        await Should.ThrowAsync<HttpRequestException>(() => client.PostAsync("/things", new StringContent("{}"), Token));
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/things", Token));

        crashed.ShouldBe("rex-0");
        arrived.ShouldBeEmpty();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "rex-1");
        (await client.GetAsync("/things", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CrashAround_EachShape_DiesBeforeTheFirstAndAfterTheSecond()
    {
        using var client = await ClientAsync("rex-0", new FaultRule(new RequestPattern { Methods = ["POST"] }, FaultAction.CrashAround));

        await Should.ThrowAsync<HttpRequestException>(() => PostAsync("rex-0", 1));
        arrived.ShouldBeEmpty();
        faults.NotRepeated.ShouldHaveSingleItem().ShouldContain("never made again");
        await Should.ThrowAsync<HttpRequestException>(() => PostAsync("rex-1", 2));
        arrived.Count.ShouldBe(1);
        (await PostAsync("rex-2", 3)).StatusCode.ShouldBe(HttpStatusCode.OK);
        faults.NotRepeated.ShouldBeEmpty();

        Task<HttpResponseMessage> PostAsync(string identity, int number)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", identity);
            return client.PostAsync("/things", new StringContent($"{{\"n\":{number}}}"), Token);
        }
    }

    [Theory]
    [InlineData(nameof(FaultAction.PauseBefore), 0)]
    [InlineData(nameof(FaultAction.PauseAfter), 1)]
    public async Task Pause_Write_ArrivesOrIsAnsweredWhenTheProcessGoesOn(string pause, int arrivedMeanwhile)
    {
        var action = Enum.Parse<FaultAction>(pause);
        var readyWhenTold = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        processes.Paused += (identity, _) => readyWhenTold.TrySetResult(processes.IsReady(identity));
        using var client = await ClientAsync("rex-0", new FaultRule(new RequestPattern(), action) { Delay = TimeSpan.FromSeconds(60) });

        var answer = client.PostAsync("/things", new StringContent("{}"), Token);
        (await readyWhenTold.Task).ShouldBeFalse();
        var another = client.GetAsync("/others", Token);

        arrived.Count.ShouldBe(arrivedMeanwhile);
        await clock.AdvanceAsync(TimeSpan.FromSeconds(59));
        answer.IsCompleted.ShouldBeFalse();
        another.IsCompleted.ShouldBeFalse();
        clock.Run();
        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await another).StatusCode.ShouldBe(HttpStatusCode.OK);
        arrived.Count.ShouldBe(2);
        processes.IsReady("rex-0").ShouldBeTrue();
    }

    [Fact]
    public async Task Pause_WriteThatIsOvertaken_IsInTheLedgerAsItWasLetThrough()
    {
        var pattern = new RequestPattern { Methods = ["POST"] };
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        processes.Paused += (_, _) => paused.TrySetResult();
        using var client = await ClientAsync("rex-0", new FaultRule(pattern, FaultAction.PauseBefore) { Delay = TimeSpan.FromSeconds(60) });
        var late = client.PostAsync("/late", new StringContent("{}"), Token);
        await paused.Task;
        client.DefaultRequestHeaders.Authorization = new("Bearer", "rex-1");
        using var quick = await client.GetAsync("/quick", Token);

        clock.Run();
        using var answer = await late;

        var entries = ledger.Snapshot();
        entries.Select(entry => entry.Path).ShouldBe(["/quick", "/late"]);
        entries[1].Sequence.ShouldBeGreaterThan(entries[0].Sequence);
        entries[1].At.ShouldBeGreaterThanOrEqualTo(entries[0].At.AddSeconds(60));
    }

    [Fact]
    public async Task Delay_Write_WaitsInSimulatedTime()
    {
        var rule = new FaultRule(new RequestPattern(), FaultAction.Delay) { Delay = TimeSpan.FromSeconds(5) };
        using var client = await ClientAsync("rex-0", rule);
        clock.Run();

        using var answer = await client.PostAsync("/things", new StringContent("{}"), Token);

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Watch_FirstChunk_ArrivesWhileTheWatchIsOpen()
    {
        using var client = await ClientAsync("rex-0");

        await using var stream = await client.GetStreamAsync("/things?watch=true", Token);

        var buffer = new byte[100];
        var read = await stream.ReadAsync(buffer, Token);
        System.Text.Encoding.UTF8.GetString(buffer, 0, read).ShouldBe("first\n");
    }

    [Fact]
    public async Task Watch_ProcessDies_Ends()
    {
        using var client = await ClientAsync("rex-0");
        await using var stream = await client.GetStreamAsync("/things?watch=true", Token);
        var buffer = new byte[100];
        await stream.ReadAtLeastAsync(buffer, 1, cancellationToken: Token);

        processes.Kill("rex-0");

        await Should.ThrowAsync<Exception>(async () =>
        {
            while (await stream.ReadAsync(buffer, Token) > 0) { }

            throw new IOException("ended");
        });
    }

    private async Task AnswerAsync(HttpContext context)
    {
        lock (arrived)
        {
            arrived.Add($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        }

        if (context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.WriteAsync("first\n");
            await context.Response.Body.FlushAsync();
            await endOfWatch.Task.WaitAsync(context.RequestAborted);
            return;
        }

        await context.Response.WriteAsync("""{"done":true}""");
    }

    private async Task<HttpClient> ClientAsync(string identity, params FaultRule[] rules)
    {
        faults = new FaultInjector(rules);
        var options = new LoopbackProxyOptions(LedgerTarget.Cluster, new Uri(upstream.Urls.First()), clock, ledger, processes, faults);
        var proxy = await LoopbackProxy.StartAsync(options, Token);
        owned.Add(proxy);
        var client = new HttpClient { BaseAddress = proxy.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", identity);
        return client;
    }
}
