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

    /// <summary>Whether a server-side table is wanted, as kubectl does for its human-readable output.</summary>
    public static bool WantsTable(HttpRequest request) =>
        request
            .Headers.Accept.ToString()
            .Split(',')
            .Select(a => a.Split(';', StringSplitOptions.TrimEntries))
            .TakeWhile(a => a.Length > 1 || a[0] != "application/json")
            .Any(a =>
                a[0] == "application/json"
                && a.Contains("as=Table")
                && a.Contains("g=meta.k8s.io")
                && (a.Contains("v=v1") || a.Contains("v=v1beta1"))
            );
}
