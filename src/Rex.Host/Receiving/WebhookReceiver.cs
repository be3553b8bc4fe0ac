using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Observing;

namespace Rex.Host.Receiving;

/// <summary>
/// Receives GitHub's deliveries. A 2xx is never sent before what it stands for is durable; the signature is checked before anything of a body is
/// looked at; nothing of a body or a secret gets into a log or an answer.
/// </summary>
/// <remarks>
/// GitHub shows the answer beside the delivery, and redelivers by hand or by API what was answered with anything else than a 2xx.
/// See https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries.
/// </remarks>
internal sealed partial class WebhookReceiver(
    RemediationRunner runner,
    WebhookSecrets secrets,
    IOptions<WebhookOptions> options,
    RexInstruments instruments,
    TimeProvider time,
    ILogger<WebhookReceiver> logger
)
{
    private const string EventHeader = "X-GitHub-Event";
    private const string DeliveryHeader = "X-GitHub-Delivery";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Receives one delivery.</summary>
    public async Task<JsonHttpResult<WebhookAnswer>> ReceiveAsync(HttpContext context)
    {
        var delivery = DeliveryId(context.Request);
        using var trace = new DeliveryTrace(delivery, instruments, time);
        var answer = await ReceiveAsync(context, delivery, trace.Id);
        trace.Answered(answer.Value!);
        return answer;
    }

    private async Task<JsonHttpResult<WebhookAnswer>> ReceiveAsync(HttpContext context, string? delivery, string? trace)
    {
        var request = context.Request;
        if (ContentTypeOf(request) is not { } contentType)
        {
            return Refuse(
                StatusCodes.Status415UnsupportedMediaType,
                "ContentType",
                $"The body has to be {MediaTypeNames.Application.Json} or {Form}, without a Content-Encoding.",
                delivery
            );
        }

        // A body that no signature came with is not waited for.
        if (Check(request, []) is (SignatureVerdict.Missing or SignatureVerdict.Malformed) and var unsigned)
        {
            return Refuse(unsigned, delivery);
        }

        try
        {
            using var body = await WebhookBody.ReadAsync(request, options.Value.MaxBodyBytes, time);
            return body is null
                ? Refuse(
                    StatusCodes.Status413PayloadTooLarge,
                    "TooLarge",
                    $"The body has more than {options.Value.MaxBodyBytes} bytes (Rex:Webhook:MaxBodyBytes).",
                    delivery
                )
                : await ReceiveAsync(context, contentType, body.Bytes, delivery, trace);
        }
        catch (BadHttpRequestException error)
        {
            // What is left of it is not read from this connection either.
            context.Response.Headers.Connection = "close";
            return Refuse(error.StatusCode, "Incomplete", "The body did not come as it was announced, or not in time.", delivery);
        }
    }

    private async Task<JsonHttpResult<WebhookAnswer>> ReceiveAsync(
        HttpContext context,
        PushContentType contentType,
        ReadOnlyMemory<byte> body,
        string? delivery,
        string? trace
    )
    {
        var verdict = Check(context.Request, body.Span);
        if (verdict != SignatureVerdict.Valid)
        {
            return Refuse(verdict, delivery);
        }

        string? type = context.Request.Headers[EventHeader];
        switch (type)
        {
            case null or "":
                return Refuse(StatusCodes.Status400BadRequest, "NoEvent", $"The header {EventHeader} is missing.", delivery);
            case "ping":
                return Answer(StatusCodes.Status200OK, new WebhookAnswer(WebhookAnswer.Pong, null, "Rex listens."));
        }

        try
        {
            var outcome = await runner.AcceptAsync(new Delivery(type, contentType, body, delivery, trace), context.RequestAborted);
            var status = outcome.Reason == ReasonCode.Malformed ? StatusCodes.Status400BadRequest : StatusCodes.Status202Accepted;
            return Answer(
                status,
                new WebhookAnswer(outcome.Result.ToString(), outcome.Reason?.ToString(), outcome.Message, outcome.Id?.Value)
            );
        }
        catch (PlatformException error)
        {
            // What it became is unknown: it may be in the ledger though the answer was lost. A second delivery of it is a duplicate then.
            var wait = error.RetryAfter ?? DefaultRetryAfter;
            context.Response.Headers.RetryAfter = FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)}");
            Log.LedgerFailed(logger, delivery, error.Reason, error.Message);
            return Answer(
                StatusCodes.Status503ServiceUnavailable,
                new WebhookAnswer(WebhookAnswer.Refused, error.Reason.ToString(), "The ledger cannot be written now. Deliver it again.")
            );
        }
    }

    private SignatureVerdict Check(HttpRequest request, ReadOnlySpan<byte> body) =>
        secrets.Signature?.Check(request.Headers[PushSignature.HeaderName], body) ?? SignatureVerdict.Valid;

    private JsonHttpResult<WebhookAnswer> Refuse(SignatureVerdict verdict, string? delivery) =>
        Refuse(StatusCodes.Status401Unauthorized, $"Signature{verdict}", Explain(verdict), delivery);

    private JsonHttpResult<WebhookAnswer> Refuse(int status, string reason, string message, string? delivery)
    {
        Log.Refused(logger, delivery, status, reason);
        return Answer(status, new WebhookAnswer(WebhookAnswer.Refused, reason, message));
    }

    private static JsonHttpResult<WebhookAnswer> Answer(int status, WebhookAnswer answer) =>
        TypedResults.Json(answer, WebhookJson.Default.WebhookAnswer, statusCode: status);

    private static string Explain(SignatureVerdict verdict) =>
        verdict switch
        {
            SignatureVerdict.Missing => $"The header {PushSignature.HeaderName} is missing: has the hook a secret?",
            SignatureVerdict.Malformed => $"The header {PushSignature.HeaderName} is not sha256= and 64 hexadecimal digits.",
            _ => $"The header {PushSignature.HeaderName} was made with none of the live secrets over this body.",
        };

    private static PushContentType? ContentTypeOf(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0 || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        return type.MediaType.Value switch
        {
            { } json when json.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) => PushContentType.Json,
            { } form when form.Equals(Form, StringComparison.OrdinalIgnoreCase) => PushContentType.Form,
            _ => null,
        };
    }

    /// <summary>The delivery's id, where it is one: whoever sends something else does not write it into the log.</summary>
    private static string? DeliveryId(HttpRequest request) =>
        Guid.TryParse(request.Headers[DeliveryHeader], out var id) ? id.ToString("D") : null;

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "Delivery {Delivery} refused with {Status}: {Reason}")]
        public static partial void Refused(ILogger logger, string? delivery, int status, string reason);

        [LoggerMessage(3002, LogLevel.Error, "Delivery {Delivery} refused, since the ledger cannot be written: {Reason}, {Message}")]
        public static partial void LedgerFailed(ILogger logger, string? delivery, ReasonCode reason, string message);
    }
}
