using System.Net;
using System.Security.Cryptography;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

/// <summary>GitHub's list of deliveries.</summary>
public sealed class GitHubHookDeliveriesTests : IDisposable
{
    private const string One = """
        {"id": 12345678901, "guid": "0b989ba4-242f-11e5-81e1-c7b6966d2516", "delivered_at": "2026-03-02T08:59:58Z", "redelivery": false,
         "duration": 0.27, "status": "issue", "status_code": 502, "event": "push", "action": null, "installation_id": 123, "repository_id": 456}
        """;

    private readonly ScriptedGitHub _gitHub = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _gitHub.Dispose();

    [Fact]
    public async Task ListAsync_RepositorysHook_ReadsWhatGitHubSays()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, $"[{One}]");

        var all = await ListAsync("repos/acme/shop/hooks/42");

        all.ShouldBe([
            new HookDelivery(
                12345678901,
                "0b989ba4-242f-11e5-81e1-c7b6966d2516",
                new DateTimeOffset(2026, 3, 2, 8, 59, 58, TimeSpan.Zero),
                "push",
                502
            ),
        ]);
        _gitHub.Server.Lines.ShouldBe(["GET /repos/acme/shop/hooks/42/deliveries?per_page=100"]);
    }

    [Fact]
    public async Task ListAsync_MorePages_TakesTheirCursorAndNothingElse()
    {
        _gitHub
            .Server.Answer(
                HttpStatusCode.OK,
                $"[{One}]",
                ("Link", """<https://elsewhere.example.com/steal?per_page=100&cursor=v1_123%2B4>; rel="next" """)
            )
            .Answer(HttpStatusCode.OK, "[]");

        (await ListAsync("repos/acme/shop/hooks/42")).Count.ShouldBe(1);

        _gitHub.Server.Requests[1].RequestUri!.Host.ShouldBe(_gitHub.Server.Requests[0].RequestUri!.Host);
        _gitHub.Server.Lines.Last().ShouldBe("GET /repos/acme/shop/hooks/42/deliveries?per_page=100&cursor=v1_123%2B4");
    }

    [Fact]
    public async Task ListAsync_NobodyReadsOn_AsksForNoFurtherPage()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, $"[{One}]", ("Link", """<https://api.github.com/x?cursor=a>; rel="next" """));

        await foreach (var _ in _gitHub.Deliveries.ListAsync(Hook("repos/acme/shop/hooks/42"), Cancellation))
        {
            break;
        }

        _gitHub.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<https://api.github.com/x>; rel=next")]
    [InlineData("<https://api.github.com/x?page=2>; rel=next")]
    public async Task ListAsync_NextPageWithoutCursor_Fails(string link)
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]", ("Link", link));

        var error = await Should.ThrowAsync<PlatformException>(() => ListAsync("repos/acme/shop/hooks/42"));

        error.Message.ShouldBe("Rex could not list the deliveries of the hook repos/acme/shop/hooks/42: the next page has no cursor.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"id": 0, "guid": "a", "delivered_at": "2026-03-02T08:59:58Z", "event": "push", "status_code": 200}]""")]
    [InlineData("""[{"id": 1, "delivered_at": "2026-03-02T08:59:58Z", "event": "push", "status_code": 200}]""")]
    public async Task ListAsync_NotGitHubsAnswer_Fails(string body)
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, body);

        var error = await Should.ThrowAsync<PlatformException>(() => ListAsync("repos/acme/shop/hooks/42"));

        error.Reason.ShouldBe(ReasonCode.ServerError);
        error.Message.ShouldContain("a list of deliveries");
    }

    [Fact]
    public async Task RedeliverAsync_Accepted_IsDone()
    {
        _gitHub.Server.Answer(HttpStatusCode.Accepted, "{}");

        await _gitHub.Deliveries.RedeliverAsync(Hook("repos/acme/shop/hooks/42"), 12345678901, Cancellation);

        _gitHub.Server.Lines.ShouldBe(["POST /repos/acme/shop/hooks/42/deliveries/12345678901/attempts"]);
    }

    [Fact]
    public async Task RedeliverAsync_Refused_SaysWhat()
    {
        _gitHub.Server.Answer(HttpStatusCode.NotFound, """{"message":"Not Found"}""");

        var error = await Should.ThrowAsync<PlatformException>(() =>
            _gitHub.Deliveries.RedeliverAsync(Hook("repos/acme/shop/hooks/42"), 1, Cancellation)
        );

        error.Message.ShouldStartWith(
            "Rex could not have the delivery 1 of the hook repos/acme/shop/hooks/42 made again: GitHub answered 404"
        );
    }

    [Fact]
    public async Task ListAsync_AppsHook_SpeaksAsTheAppItself()
    {
        var keyFile = Path.GetTempFileName();
        try
        {
            using var key = RSA.Create(2048);
            await File.WriteAllTextAsync(keyFile, key.ExportRSAPrivateKeyPem(), Cancellation);
            using var gitHub = new ScriptedGitHub(
                null,
                ("Rex:Connection:GitHub:Token", null),
                ("Rex:Connection:GitHub:AppId", "Iv23liAbCdEfGhIjKlMn"),
                ("Rex:Connection:GitHub:AppPrivateKeyFile", keyFile)
            );
            gitHub.Server.Answer(HttpStatusCode.OK, "[]").Answer(HttpStatusCode.Accepted, "{}");

            await foreach (var _ in gitHub.Deliveries.ListAsync(GitHubHook.App, Cancellation)) { }

            await gitHub.Deliveries.RedeliverAsync(GitHubHook.App, 7, Cancellation);

            gitHub.Server.Lines.ShouldBe(["GET /app/hook/deliveries?per_page=100", "POST /app/hook/deliveries/7/attempts"]);
            gitHub.Server.Requests.ShouldAllBe(request => request.Headers.Authorization!.Parameter!.Split('.').Length == 3, "a JWT");
        }
        finally
        {
            File.Delete(keyFile);
        }
    }

    private static GitHubHook Hook(string text) => GitHubHook.TryParse(text, out var hook) ? hook : throw new ArgumentException(text);

    private async Task<List<HookDelivery>> ListAsync(string hook) =>
        await _gitHub.Deliveries.ListAsync(Hook(hook), Cancellation).ToListAsync(Cancellation);
}
