using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Agents;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Kubernetes;

public sealed class ApiErrorsTests : IAsyncLifetime
{
    private static readonly LabelSelector Selector = LabelSelector.Of(LabelRequirement.Equal("task-id", "3"));

    private TestPlatform _platform = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData(401, "Unauthorized", ReasonCode.AccessLost)]
    [InlineData(403, "Forbidden", ReasonCode.PermissionMissing)]
    [InlineData(404, "NotFound", ReasonCode.AccessLost)]
    [InlineData(408, "Timeout", ReasonCode.TimedOut)]
    [InlineData(409, "Conflict", ReasonCode.Conflict)]
    [InlineData(410, "Expired", ReasonCode.Conflict)]
    [InlineData(422, "Invalid", ReasonCode.Unexpected)]
    [InlineData(429, "TooManyRequests", ReasonCode.RateLimited)]
    [InlineData(500, "InternalError", ReasonCode.ServerError)]
    [InlineData(503, "ServiceUnavailable", ReasonCode.ServerError)]
    [InlineData(302, "Found", ReasonCode.ServerError)]
    public async Task AnyCall_Refusal_GivesItsReasonAndTheServersMessage(int status, string reason, ReasonCode expected)
    {
        AnswerWith(() => FaultHandler.Status((HttpStatusCode)status, reason, "the server's own words"));

        var failure = await FailureAsync();

        failure.Reason.ShouldBe(expected);
        failure.Message.ShouldContain("the server's own words");
        failure.Message.ShouldContain("list coderuns.agents.platform in namespace 'agent-platform'");
    }

    [Fact]
    public async Task AnyWrite_PermissionMissing_NamesVerbResourceObjectAndNamespace()
    {
        AnswerWith(() => FaultHandler.Status(HttpStatusCode.Forbidden, "Forbidden", "no"));

        var onPatch = _platform.Port<IMainWorkflows>().PatchAsync("play-1", [], Cancel);
        var onStatus = _platform
            .Port<IRemediationStore>()
            .TryUpdateStatusAsync(Samples.Remediation() with { ResourceVersion = "1" }, Cancel);

        (await Should.ThrowAsync<PlatformException>(onPatch)).Message.ShouldContain(
            "patch workflows.argoproj.io 'play-1' in namespace 'agent-platform'"
        );
        (await Should.ThrowAsync<PlatformException>(onStatus)).Message.ShouldContain(
            "update remediations.rex.agents.platform/status 'rex-"
        );
    }

    [Fact]
    public async Task AnyCall_RetryAfter_IsPassedOn()
    {
        AnswerWith(() =>
        {
            var answer = FaultHandler.Status(HttpStatusCode.TooManyRequests, "TooManyRequests", "slow down");
            answer.Headers.Add("Retry-After", "7");
            return answer;
        });

        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"kind":"CodeRunList","items":[{""")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kind":"Status","status":"Success"}""")]
    public async Task List_AnswerThatIsNoList_IsAServerErrorAndNotAnEmptyList(string body)
    {
        AnswerWith(() => FaultHandler.Text(HttpStatusCode.OK, body));

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.ServerError);
    }

    [Fact]
    public async Task AnyCall_RefusalWithoutAStatus_KeepsItsReason()
    {
        AnswerWith(() => FaultHandler.Text(HttpStatusCode.BadGateway, "<html>Bad Gateway</html>"));

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.ServerError);
    }

    [Fact]
    public async Task AnyCall_NoConnection_IsANetworkError()
    {
        _platform.Faults.Intercept = (_, _) => throw new HttpRequestException("Connection refused");

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.NetworkError);
    }

    [Fact]
    public async Task AnyCall_AnswerCutInTheMiddle_IsANetworkError()
    {
        AnswerWith(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) });

        (await FailureAsync()).Reason.ShouldBe(ReasonCode.NetworkError);
    }

    [Fact]
    public async Task AnyCall_NoAnswerInTime_IsTimedOut()
    {
        var asked = new TaskCompletionSource();
        _platform.Faults.Hang = asked;

        var failing = FailureAsync();
        await asked.Task;
        _platform.Time.Advance(TimeSpan.FromSeconds(10));

        (await failing).Reason.ShouldBe(ReasonCode.TimedOut);
    }

    [Fact]
    public async Task AnyCall_CancelledByTheCaller_StaysACancellation()
    {
        using var cancel = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        _platform.Faults.Hang = asked;

        var listing = _platform.Port<IAgentRuns>().ListAsync(Selector, cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(listing);
    }

    [Fact]
    public async Task Delete_ConflictAboutTheSameObject_IsAConflict()
    {
        var workflows = _platform.Port<IMainWorkflows>();
        await _platform.Cluster.CreateAsync(
            ClusterClient.TaskResults,
            new System.Text.Json.Nodes.JsonObject
            {
                ["apiVersion"] = "argoproj.io/v1alpha1",
                ["kind"] = "WorkflowTaskResult",
                ["metadata"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["name"] = "result",
                    ["labels"] = new System.Text.Json.Nodes.JsonObject { ["workflows.argoproj.io/workflow"] = "play-1" },
                },
            }
        );
        var result = (await workflows.ListTaskResultsAsync("play-1", Cancel)).Single();
        _platform.Faults.Intercept = (request, _) =>
            Task.FromResult(
                request.Method == HttpMethod.Delete ? FaultHandler.Status(HttpStatusCode.Conflict, "Conflict", "was modified") : null
            );

        var failure = await Should.ThrowAsync<PlatformException>(workflows.DeleteTaskResultAsync(result, Cancel));

        failure.Reason.ShouldBe(ReasonCode.Conflict);
    }

    [Fact]
    public async Task Create_AlreadyThereButForAnotherReason_IsAnErrorAndNoDuplicate()
    {
        AnswerWith(() => FaultHandler.Status(HttpStatusCode.Conflict, "Conflict", "namespace is being terminated"));

        var adding = _platform.Port<IRemediationStore>().TryAddAsync(Samples.Remediation(), Cancel);

        (await Should.ThrowAsync<PlatformException>(adding)).Reason.ShouldBe(ReasonCode.Conflict);
    }

    private void AnswerWith(Func<HttpResponseMessage> answer) =>
        _platform.Faults.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(answer());

    private Task<PlatformException> FailureAsync() =>
        Should.ThrowAsync<PlatformException>(_platform.Port<IAgentRuns>().ListAsync(Selector, Cancel));
}
