using System.Text;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>The rules for new events (<c>pkg/apis/core/validation/events.go</c>). Those of <c>events.k8s.io/v1</c> are stricter.</summary>
internal static class EventValidation
{
    private const int Longest = 128;
    private const int LongestNote = 1024;

    /// <summary>Checks an event that is to be kept.</summary>
    /// <param name="obj">The event, as it is kept.</param>
    /// <param name="asNew">Whether it came as one of <c>events.k8s.io/v1</c>.</param>
    /// <param name="causes">Takes the faults.</param>
    public static void Validate(JsonMap obj, bool asNew, ICollection<StatusCause> causes)
    {
        var about = (obj.At("involvedObject", "namespace") as JsonText)?.Value ?? "";
        var ns = ObjectMetadata.Of(obj).Namespace;
        var hasTime = obj["eventTime"] is JsonText;
        var matches = about.Length > 0 ? hasTime || about == ns : ns == "default" || (hasTime && ns == "kube-system");
        if (!matches)
        {
            causes.Add(StatusCause.Invalid("involvedObject.namespace", about, "does not match event.namespace"));
        }

        if (hasTime)
        {
            ValidateReporter(obj, asNew ? "reportingController" : "reportingComponent", causes);
        }

        if (asNew)
        {
            ValidateNew(obj, hasTime, causes);
        }
    }

    private static void ValidateReporter(JsonMap obj, string controller, ICollection<StatusCause> causes)
    {
        if (string.IsNullOrEmpty(obj.Text("reportingComponent")))
        {
            causes.Add(StatusCause.Required(controller));
        }
        else if (QualifiedNames.KeyFaults(obj.Text("reportingComponent")!).FirstOrDefault() is { } fault)
        {
            causes.Add(StatusCause.Invalid(controller, obj["reportingComponent"], fault));
        }

        foreach (var field in (string[])["reportingInstance", "action", "reason"])
        {
            var length = Length(obj, field);
            if (length == 0)
            {
                causes.Add(StatusCause.Required(field));
            }
            else if (length > Longest)
            {
                causes.Add(StatusCause.Invalid(field, "", $"can have at most {Longest} characters"));
            }
        }

        if (Length(obj, "message") > LongestNote)
        {
            causes.Add(StatusCause.Invalid("message", "", $"can have at most {LongestNote} characters"));
        }
    }

    /// <summary>What the server calls characters are bytes of UTF-8.</summary>
    private static int Length(JsonMap obj, string field) => Encoding.UTF8.GetByteCount(obj.Text(field) ?? "");

    private static void ValidateNew(JsonMap obj, bool hasTime, ICollection<StatusCause> causes)
    {
        if (!hasTime)
        {
            causes.Add(StatusCause.Required("eventTime"));
        }

        if (obj.Text("type") is not ("Normal" or "Warning"))
        {
            causes.Add(StatusCause.Invalid("type", "", $"has invalid value: {obj.Text("type")}"));
        }

        foreach (var field in (string[])["firstTimestamp", "lastTimestamp", "count", "source"])
        {
            if (obj[field] is not (null or JsonMap { Count: 0 }))
            {
                causes.Add(StatusCause.Invalid(field, "", "needs to be unset"));
            }
        }
    }
}
