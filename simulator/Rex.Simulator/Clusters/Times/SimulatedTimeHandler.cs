using System.Text.Json.Nodes;

namespace Rex.Simulator.Clusters.Times;

/// <summary>Translates the times in what a cluster answers.</summary>
internal sealed class SimulatedTimeHandler(HttpMessageHandler inner, SimulatedTimes times) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        response.Headers.Date = times.Now;
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return response;
        }

        var isWatch = request.Method == HttpMethod.Get && request.RequestUri!.Query.Contains("watch=", StringComparison.Ordinal);
        var original = response.Content;
        response.Content = isWatch
            ? new StreamContent(new TranslatedLines(await original.ReadAsStreamAsync(cancellationToken), Translate))
            : new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Translate(await original.ReadAsStringAsync(cancellationToken))));
        response.Content.Headers.ContentType = original.Headers.ContentType;
        return response;
    }

    private string Translate(string json)
    {
        if (json.Length == 0)
        {
            return json;
        }

        var document = JsonNode.Parse(json)!;
        times.Translate(document);
        return document.ToJsonString();
    }
}
