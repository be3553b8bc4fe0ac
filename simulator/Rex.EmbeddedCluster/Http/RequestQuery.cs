using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Selectors;

namespace Rex.Embedded.Http;

/// <summary>Typed reading of query parameters.</summary>
internal static class RequestQuery
{
    public static bool Truth(this IQueryCollection query, string name) =>
        query[name].ToString() is "true" or "1" or "True" or "TRUE" or "t" or "T";

    public static long? Integer(this IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ApiErrors.BadRequest($"unable to decode parameter {name}: strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    public static ObjectSelector Selector(this IQueryCollection query, ResourceKind kind, string ns, string name)
    {
        var fields = query["fieldSelector"].ToString();
        if (name.Length > 0)
        {
            fields = fields.Length == 0 ? $"metadata.name={name}" : $"{fields},metadata.name={name}";
        }

        return new ObjectSelector(ns, LabelSelector.Parse(query["labelSelector"]), FieldSelector.Parse(kind, fields));
    }

    public static WriteOptions WriteOptions(this HttpRequest request)
    {
        var query = request.Query;
        var options = request.Method switch
        {
            "PUT" => "UpdateOptions",
            "PATCH" => "PatchOptions",
            _ => "CreateOptions",
        };
        var validation = query["fieldValidation"].ToString();
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
        {
            var cause = StatusCause.NotSupported("fieldValidation", validation, ["", "Ignore", "Strict", "Warn"]);
            throw ApiErrors.Invalid("meta.k8s.io", options, "", [cause]);
        }

        return new WriteOptions(DryRun(query, options), validation == "Strict", FieldManager(request));
    }

    /// <summary>Gets the name that a client gives itself, else the first part of its user agent.</summary>
    private static string FieldManager(HttpRequest request) =>
        request.Query["fieldManager"].ToString() is { Length: > 0 } name ? name
        : request.Headers.UserAgent.ToString().Split('/')[0] is { Length: > 0 } agent ? agent
        : "unknown";

    /// <summary>Gets whether nothing is to be kept.</summary>
    /// <param name="query">The query. A parameter without a value is not one that was left out.</param>
    /// <param name="options">What the options of this verb are called.</param>
    public static bool DryRun(this IQueryCollection query, string options = "DeleteOptions")
    {
        var asked = query["dryRun"];
        if (asked.Any(d => d is not "All"))
        {
            throw ApiErrors.Invalid("meta.k8s.io", options, "", [StatusCause.NotSupported("dryRun", asked.ToString(), ["All"])]);
        }

        return asked.Contains("All");
    }
}
