using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rex.Adapters.Http;
using Rex.Core.Remediations;

namespace Rex.Adapters.Kubernetes;

/// <summary>
/// Sends requests over KubernetesClient's connection, with its credentials. Bodies pass as they are: an object of another version than
/// this program knows keeps all its fields.
/// </summary>
/// <remarks>
/// Every failure to get an answer is a <see cref="PlatformException"/>: NetworkError, TimedOut, or ServerError where the answer cannot be read.
/// An answer that refuses is returned: only the caller knows which refusals are results. Time-outs run on the given clock.
/// </remarks>
internal sealed class ApiClient(k8s.Kubernetes client, TimeSpan requestTimeout, TimeProvider time)
{
    /// <summary>Deep enough for every object; the default of 64 is not for workflows with inlined templates.</summary>
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512 };

    /// <summary>Where the API server is.</summary>
    public Uri BaseAddress => client.BaseUri;

    /// <summary>Sends a request and reads the whole answer, both within the request time-out.</summary>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(requestTimeout, time, cancellationToken);
        try
        {
            using var response = await StartAsync(request, deadline.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return new ApiAnswer(response.StatusCode, Read(bytes, response, request), response.Headers.Date, RetryAfter(response));
        }
        catch (Exception e) when (deadline.Failure(e, $"Rex could not {request}") is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Sends a request and hands over its answer as soon as the headers are there; what refuses is thrown.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(requestTimeout, time, cancellationToken);
        try
        {
            var response = await StartAsync(request, deadline.Token);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token);
                var body = Read(bytes, response, request);
                throw new ApiAnswer(response.StatusCode, body, response.Headers.Date, RetryAfter(response)).ToFailure(request);
            }
        }
        catch (Exception e) when (deadline.Failure(e, $"Rex could not {request}") is { } failure)
        {
            throw failure;
        }
    }

    private async Task<HttpResponseMessage> StartAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(client.BaseUri, request.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = Content(request),
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        await AuthenticateAsync(message, cancellationToken);
        return await client.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private async Task AuthenticateAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (client.Credentials is null)
        {
            return;
        }

        try
        {
            await client.Credentials.ProcessHttpRequestAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Token files, exec plugins and identity providers fail in ways of their own; all mean that there are no credentials.
            throw new PlatformException(ReasonCode.AccessLost, $"Rex has no credentials for the API server: {e.Message}", null, e);
        }
    }

    private static StringContent? Content(ApiRequest request)
    {
        if (request.Body is null)
        {
            return null;
        }

        // No charset: API servers take a patch by its exact media type.
        return new StringContent(request.Body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(request.ContentType));
    }

    private static JsonElement Read(byte[] bytes, HttpResponseMessage response, ApiRequest request)
    {
        try
        {
            var body = JsonElement.Parse(bytes, Reading);
            if (body.ValueKind == JsonValueKind.Object)
            {
                return body;
            }
        }
        catch (JsonException e)
        {
            if (response.IsSuccessStatusCode)
            {
                throw new PlatformException(ReasonCode.ServerError, $"Rex could not {request}: the answer is no JSON.", null, e);
            }
        }

        // The status of an error says enough: proxies in front of the API server answer with pages of their own.
        return response.IsSuccessStatusCode
            ? throw new PlatformException(ReasonCode.ServerError, $"Rex could not {request}: the answer is no object.")
            : default;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            { Date: not null } => TimeSpan.Zero,
            _ => null,
        };
}
