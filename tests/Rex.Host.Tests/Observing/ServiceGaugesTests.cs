using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rex.Host.Observing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>How the replica stands, whenever somebody asks.</summary>
public sealed class ServiceGaugesTests
{
    [Fact]
    public async Task Ask_ReplicaThatLeads_SaysSoAndHasNothingToDo()
    {
        await using var host = await TestHost.StartAsync();
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        measured.Ask();

        measured.Of("rex.leader").ShouldBe(["1"]);
        measured.Of("rex.queue.depth").ShouldBe(["0"]);
        measured.Of("rex.tasks.active").ShouldBe(["0"]);
        measured.Of("rex.holds.left").ShouldBe(["0"]);
        measured.Of("rex.github.quota.remaining").ShouldBeEmpty("GitHub has not been asked");
    }

    [Fact]
    public async Task Ask_TwoTokensWereAnswered_TellsTheFewestUntilThatBudgetIsRenewed()
    {
        await using var host = await TestHost.StartAsync();
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());
        var now = host.Time.GetUtcNow();
        using var gitHub = new HttpMessageInvoker(
            new GitHubQuotaHandler(host.Services.GetRequiredService<GitHubQuota>()) { InnerHandler = new Answers() }
        );
        await AskAsync(gitHub, "one", "40", now.AddMinutes(1));
        await AskAsync(gitHub, "other", "4000", now.AddMinutes(2));
        await AskAsync(gitHub, "third", "soon", now.AddMinutes(2));

        measured.Ask();
        host.Time.Advance(TimeSpan.FromMinutes(1));
        measured.Ask();
        host.Time.Advance(TimeSpan.FromMinutes(1));
        measured.Ask();

        measured.Of("rex.github.quota.remaining").ShouldBe(["40", "4000"]);
    }

    private static async Task AskAsync(HttpMessageInvoker gitHub, string token, string remaining, DateTimeOffset until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.github.invalid/");
        request.Headers.Authorization = new("Bearer", token);
        request.Options.Set(Answers.Remaining, remaining);
        request.Options.Set(Answers.Until, until);
        (await gitHub.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
    }

    private sealed class Answers : HttpMessageHandler
    {
        public static readonly HttpRequestOptionsKey<string> Remaining = new("remaining");
        public static readonly HttpRequestOptionsKey<DateTimeOffset> Until = new("until");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Options.TryGetValue(Remaining, out var remaining);
            request.Options.TryGetValue(Until, out var until);
            var answer = new HttpResponseMessage();
            answer.Headers.Add("x-ratelimit-remaining", remaining);
            answer.Headers.Add("x-ratelimit-reset", until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(answer);
        }
    }
}
