using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubErrorsTests : IDisposable
{
    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");

    private readonly ScriptedGitHub _gitHub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _gitHub.Dispose();

    [Theory]
    [InlineData(401, """{"message":"Bad credentials"}""", ReasonCode.AccessLost)]
    [InlineData(403, """{"message":"Resource not accessible by integration"}""", ReasonCode.PermissionMissing)]
    [InlineData(404, """{"message":"Not Found"}""", ReasonCode.AccessLost)]
    [InlineData(404, "<html>", ReasonCode.AccessLost)]
    [InlineData(404, "", ReasonCode.AccessLost)]
    [InlineData(410, """{"message":"Issues are disabled for this repo"}""", ReasonCode.AccessLost)]
    [InlineData(408, "{}", ReasonCode.TimedOut)]
    [InlineData(409, """{"message":"Conflict"}""", ReasonCode.Conflict)]
    [InlineData(422, """{"message":"Validation Failed"}""", ReasonCode.Unexpected)]
    [InlineData(451, """{"message":"Repository access blocked"}""", ReasonCode.AccessLost)]
    [InlineData(500, "{}", ReasonCode.ServerError)]
    [InlineData(502, "<html>Bad Gateway</html>", ReasonCode.ServerError)]
    [InlineData(503, "", ReasonCode.ServerError)]
    [InlineData(304, "", ReasonCode.ServerError)]
    [InlineData(200, "", ReasonCode.ServerError)]
    [InlineData(200, "<html>Please log in</html>", ReasonCode.ServerError)]
    [InlineData(200, """[{"name":"ready""", ReasonCode.ServerError)]
    [InlineData(200, """{"name":"ready-for-qa"}""", ReasonCode.ServerError)]
    [InlineData(200, """[{"title":"ready-for-qa"}]""", ReasonCode.ServerError)]
    [InlineData(200, """[{"name":null}]""", ReasonCode.ServerError)]
    [InlineData(200, """[{"name":7}]""", ReasonCode.ServerError)]
    [InlineData(200, """[{"name":""}]""", ReasonCode.ServerError)]
    [InlineData(200, """[{"name":"\ud800"}]""", ReasonCode.ServerError)]
    [InlineData(200, "[null]", ReasonCode.ServerError)]
    [InlineData(200, "null", ReasonCode.ServerError)]
    public async Task AnyCall_Answer_GivesItsReason(int status, string body, ReasonCode reason)
    {
        _gitHub.Server.Answer((HttpStatusCode)status, body).Answer((HttpStatusCode)status, body);

        var onList = await FailureAsync();
        var onRemoval = await Should.ThrowAsync<PlatformException>(
            _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", Cancel)
        );

        onList.Reason.ShouldBe(reason);
        onList.Message.ShouldContain("list the labels of pull request 7 in 5dlabs/cto");
        onRemoval.Reason.ShouldBe(reason);
        onRemoval.Message.ShouldContain("remove the label 'ready-for-qa' from pull request 7 in 5dlabs/cto");
    }

    [Fact]
    public async Task AnyCall_PermissionMissing_NamesIt()
    {
        _gitHub.Server.Answer(HttpStatusCode.Forbidden, "{}", ("X-Accepted-GitHub-Permissions", "issues=write; pull_requests=write"));

        (await FailureAsync()).Message.ShouldContain("issues=write; pull_requests=write");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task AnyCall_AnswerThatClaimsToBeNoJson_IsAServerError(string? mediaType)
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, mediaType, "[]");

        (await FailureAsync()).Message.ShouldContain("the answer (2 bytes of something else than JSON) is not what GitHub sends");
    }

    [Fact]
    public async Task AnyCall_NotFoundPageOfAProxy_IsNotAnAbsentLabel()
    {
        _gitHub.Server.Answer(HttpStatusCode.NotFound, "text/html", """{"message":"Label does not exist"}""");

        var removal = _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", Cancel);

        (await Should.ThrowAsync<PlatformException>(removal)).Reason.ShouldBe(ReasonCode.AccessLost);
    }

    [Fact]
    public async Task AnyCall_AnswerIsCut_SaysWhere()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, """[{"name":"secret of the customer""");

        var message = (await FailureAsync()).Message;

        message.ShouldContain("the answer (32 bytes of JSON, wrong at line 1, byte ");
        message.ShouldContain("a list of labels with names in JSON");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task AnyCall_LongMessageOnManyLines_IsCutAndOnOneLine()
    {
        _gitHub.Server.Answer(HttpStatusCode.InternalServerError, $$"""{"message":"one\ntwo {{new string('x', 1_000_000)}}"}""");

        var message = (await FailureAsync()).Message;

        message.ShouldContain("500 one two xxx");
        message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task AnyCall_AnswerTooLarge_IsAServerError()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, $"[{new string(' ', 5 * 1024 * 1024)}]");

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.ServerError);
    }

    [Fact]
    public async Task AnyCall_NextPageForEver_Ends()
    {
        for (var i = 0; i < 50; i++)
        {
            _gitHub.Server.Answer(HttpStatusCode.OK, "[]", ("Link", "<https://api.github.com/x>; rel=\"next\""));
        }

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.ServerError);
    }

    [Fact]
    public async Task AnyCall_NoConnection_IsANetworkError()
    {
        _gitHub.Server.Answer(_ => throw new HttpRequestException("Connection refused"));

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.NetworkError);
    }

    [Fact]
    public async Task AnyCall_BrokenCompression_IsANetworkError()
    {
        _gitHub.Server.Answer(_ =>
            throw new InvalidDataException("The archive entry was compressed using an unsupported compression method.")
        );

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.NetworkError);
    }

    [Fact]
    public async Task AnyCall_BodyStopsComing_IsTimedOut()
    {
        var asked = new TaskCompletionSource();
        _gitHub.Server.Answer(_ =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream(asked)) })
        );

        var failing = FailureAsync();
        await asked.Task;
        _gitHub.Time.Advance(TimeSpan.FromSeconds(10));

        (await failing).Reason.ShouldBe(ReasonCode.TimedOut);
    }

    [Fact]
    public async Task AnyCall_NoAnswerInTime_IsTimedOut()
    {
        var asked = new TaskCompletionSource();
        _gitHub.Server.Answer(cancellationToken => NeverAsync(asked, cancellationToken));

        var failing = FailureAsync();
        await asked.Task;
        _gitHub.Time.Advance(TimeSpan.FromSeconds(10));

        (await failing).Reason.ShouldBe(ReasonCode.TimedOut);
    }

    [Fact]
    public async Task AnyCall_CancelledByTheCaller_StaysACancellation()
    {
        using var cancel = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        _gitHub.Server.Answer(cancellationToken => NeverAsync(asked, cancellationToken));

        var listing = _gitHub.PullRequests.ListLabelsAsync(Repository, 7, cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(listing);
    }

    private static async Task<HttpResponseMessage> NeverAsync(TaskCompletionSource asked, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        asked.SetResult();
        return await never.Task;
    }

    private Task<PlatformException> FailureAsync() =>
        Should.ThrowAsync<PlatformException>(_gitHub.PullRequests.ListLabelsAsync(Repository, 7, Cancel));
}
