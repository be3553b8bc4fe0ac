using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Receiving;

/// <summary>What each delivery is answered with, and what is durable by then.</summary>
public sealed class WebhookReceiverTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Post_PushOfATask_IsAcceptedAndInTheLedger()
    {
        var (status, answer) = await SendAsync(Deliveries.Request(Deliveries.Push()));

        status.ShouldBe(HttpStatusCode.Accepted);
        Text(answer, "result").ShouldBe("Accepted");
        var entry = _host.Store.Entries.ShouldHaveSingleItem();
        Text(answer, "remediation").ShouldBe(entry.Id.Value);
        entry.DeliveryId.ShouldBe(Deliveries.Guid);
    }

    [Fact]
    public async Task Post_BeforeTheLedgerHasIt_IsNotAnswered()
    {
        var gate = new TaskCompletionSource();
        _host.Store.Gate = gate.Task;

        var sending = SendAsync(Deliveries.Request(Deliveries.Push()));
        await _host.Store.Adding.WaitAsync(Cancellation);
        sending.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await sending).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_SamePushTwice_IsADuplicate()
    {
        await SendAsync(Deliveries.Request(Deliveries.Push()));

        var (status, answer) = await SendAsync(Deliveries.Request(Deliveries.Push()));

        status.ShouldBe(HttpStatusCode.Accepted);
        Text(answer, "result").ShouldBe("Duplicate");
        Text(answer, "remediation").ShouldBe(_host.Store.Entries.ShouldHaveSingleItem().Id.Value);
    }

    [Fact]
    public async Task Post_PushOfAnotherBranch_IsIgnoredWithItsReason()
    {
        var (status, answer) = await SendAsync(Deliveries.Request(Deliveries.Push("main")));

        status.ShouldBe(HttpStatusCode.Accepted);
        Text(answer, "result").ShouldBe("Ignored");
        Text(answer, "reason").ShouldBe(nameof(ReasonCode.NotATaskBranch));
        answer.ContainsKey("remediation").ShouldBeFalse();
    }

    [Fact]
    public async Task Post_AnotherEvent_IsIgnored()
    {
        var (status, answer) = await SendAsync(Deliveries.Request("{}", "issues"));

        status.ShouldBe(HttpStatusCode.Accepted);
        Text(answer, "reason").ShouldBe(nameof(ReasonCode.NotAPush));
    }

    [Fact]
    public async Task Post_Ping_IsAnswered()
    {
        var (status, answer) = await SendAsync(Deliveries.Request("""{"zen":"Speak like a human."}""", "ping"));

        status.ShouldBe(HttpStatusCode.OK);
        Text(answer, "result").ShouldBe("Pong");
    }

    [Fact]
    public async Task Post_Form_IsRead()
    {
        var body = "payload=" + Uri.EscapeDataString(Deliveries.Push());

        var (status, _) = await SendAsync(Deliveries.Request(body, contentType: "application/x-www-form-urlencoded"));

        status.ShouldBe(HttpStatusCode.Accepted);
        _host.Store.Entries.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("other=1", "application/x-www-form-urlencoded")]
    public async Task Post_BrokenBody_IsABadRequest(string body, string contentType)
    {
        var (status, answer) = await SendAsync(Deliveries.Request(body, contentType: contentType));

        status.ShouldBe(HttpStatusCode.BadRequest);
        Text(answer, "reason").ShouldBe(nameof(ReasonCode.Malformed));
    }

    [Fact]
    public async Task Post_WithoutAnEvent_IsABadRequest()
    {
        var request = Deliveries.Request(Deliveries.Push());
        request.Headers.Remove("X-GitHub-Event");

        var (status, answer) = await SendAsync(request);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Text(answer, "message").ShouldBe("The header X-GitHub-Event is missing.");
    }

    [Theory]
    [InlineData(null, "SignatureMissing")]
    [InlineData("sha1=0123", "SignatureMalformed")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000", "SignatureWrong")]
    public async Task Post_WithoutARightSignature_IsUnauthorized(string? signature, string reason)
    {
        var request = Deliveries.Request(Deliveries.Push());
        request.Headers.Remove("X-Hub-Signature-256");
        if (signature is not null)
        {
            request.Headers.Add("X-Hub-Signature-256", signature);
        }

        var (status, answer) = await SendAsync(request);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        Text(answer, "reason").ShouldBe(reason);
        _host.Store.Entries.ShouldBeEmpty();
        _host.Log.Lines.ShouldContain(line => line.StartsWith($"3001 Delivery {Deliveries.Guid} refused with 401: {reason}"));
    }

    [Fact]
    public async Task Post_WrongSignatureAndBrokenBody_IsUnauthorizedFirst() =>
        (await SendAsync(Deliveries.Request("{", "nonsense", "wrong"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonx")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Post_AnotherContentType_IsUnsupported(string contentType) =>
        (await SendAsync(Deliveries.Request(Deliveries.Push(), contentType: contentType))).Status.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );

    [Fact]
    public async Task Post_CompressedBody_IsUnsupported()
    {
        var request = Deliveries.Request(Deliveries.Push());
        request.Content!.Headers.ContentEncoding.Add("gzip");

        (await SendAsync(request)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Post_LedgerIsAway_IsToBeDeliveredAgain()
    {
        _host.Store.Failure = new PlatformException(ReasonCode.NetworkError, "Nobody answers.", TimeSpan.FromSeconds(7.2));

        using var response = await _host.Client.SendAsync(Deliveries.Request(Deliveries.Push()), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(8));
        _host.Log.Lines.ShouldContain(line => line.StartsWith($"3002 Delivery {Deliveries.Guid}") && line.Contains("Nobody answers."));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task AnotherMethod_IsNotAllowed(string method)
    {
        using var response = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "webhooks/github"), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Post_WhateverComes_NothingOfItIsLogged()
    {
        const string mark = "not-to-be-seen";
        var bodies = new[] { Deliveries.Push($"feature/{mark}"), $"{{\"{mark}\"", Deliveries.Push().Replace("5DLabs-Rex[bot]", mark) };
        foreach (var body in bodies)
        {
            await SendAsync(Deliveries.Request(body));
            await SendAsync(Deliveries.Request(body, secret: "wrong"));
        }

        var request = Deliveries.Request(Deliveries.Push());
        request.Headers.Remove("X-GitHub-Delivery");
        request.Headers.TryAddWithoutValidation("X-GitHub-Delivery", mark);
        request.Headers.Remove("X-Hub-Signature-256");
        await SendAsync(request);

        _host.Log.Lines.ShouldNotContain(line => line.Contains(TestHost.Secret) || line.Contains("\"ref\""));
        _host.Log.Lines.Where(line => line.StartsWith("300")).ShouldNotContain(line => line.Contains(mark));
    }

    [Fact]
    public async Task Health_LedgerIsThere_IsLiveAndReady()
    {
        (await StatusOfAsync("healthz")).ShouldBe(HttpStatusCode.OK);
        (await StatusOfAsync("readyz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_LedgerIsAway_IsLiveButNotReady()
    {
        _host.Store.Failure = new PlatformException(ReasonCode.AccessLost, "The definition is gone.");

        (await StatusOfAsync("healthz")).ShouldBe(HttpStatusCode.OK);
        (await StatusOfAsync("readyz")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(HttpRequestMessage request)
    {
        using var response = await _host.Client.SendAsync(request, Cancellation);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!.AsObject());
    }

    private static string Text(JsonObject answer, string member) => answer[member]!.GetValue<string>();
}
