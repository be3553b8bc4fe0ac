using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;

namespace Rex.Embedded.Http;

/// <summary>What a client accepts. Answers are JSON only.</summary>
internal static class ContentNegotiation
{
    public static void Check(HttpRequest request)
    {
        var accepted = request.Headers.Accept.ToString();
        if (
            accepted.Length == 0
            || accepted.Split(',').Select(a => a.Split(';')[0].Trim()).Any(a => a is "application/json" or "application/*" or "*/*")
        )
        {
            return;
        }

        throw ApiErrors.NotAcceptable(["application/json"]);
    }

    /// <summary>Gets the form that is wanted most: kubectl asks for tables, clients that look at metadata only ask for that.</summary>
    public static AnswerForm FormOf(HttpRequest request)
    {
        foreach (var wanted in request.Headers.Accept.ToString().Split(',').Select(a => a.Split(';', StringSplitOptions.TrimEntries)))
        {
            if (wanted[0] != "application/json")
            {
                continue;
            }

            var transformed = wanted.Contains("g=meta.k8s.io") && (wanted.Contains("v=v1") || wanted.Contains("v=v1beta1"));
            switch (wanted.FirstOrDefault(w => w.StartsWith("as=", StringComparison.Ordinal)))
            {
                case null:
                    return AnswerForm.Object;
                case "as=Table" when transformed:
                    return AnswerForm.Table;
                case "as=PartialObjectMetadata" when transformed:
                    return AnswerForm.Metadata;
                case "as=PartialObjectMetadataList" when transformed:
                    return AnswerForm.MetadataList;
            }
        }

        return AnswerForm.Object;
    }
}
