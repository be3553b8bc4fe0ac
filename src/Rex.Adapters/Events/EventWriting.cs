using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Options;

namespace Rex.Adapters.Events;

/// <summary>Makes the <c>events.k8s.io/v1</c> object of an Event.</summary>
/// <remarks>The limits are the API server's: <c>pkg/apis/core/validation/events.go</c>.</remarks>
internal static class EventWriting
{
    /// <summary>Who tells it, as Kubernetes names controllers.</summary>
    public const string ReportingController = "rex.agents.platform/rex";

    private const int LongestNote = 1024;

    /// <summary>The object; null where what it is about has no UID to know it by.</summary>
    /// <param name="one">What is told.</param>
    /// <param name="names">The namespaces.</param>
    /// <param name="instance">Which replica tells it.</param>
    public static JsonObject? Write(RemediationEvent one, PlatformNames names, string instance)
    {
        var (remediation, workflow) = (RemediationOf(one, names), WorkflowOf(one, names));
        var (regarding, related) = one.IsAboutWorkflow ? (workflow, remediation) : (remediation, workflow);
        if (regarding is null)
        {
            return null;
        }

        var written = new JsonObject
        {
            ["apiVersion"] = ResourceType.Events.ApiVersion,
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = one.Name, ["namespace"] = NamespaceOf(one, names) },
            ["eventTime"] = one.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["type"] = one.IsWarning ? "Warning" : "Normal",
            ["reason"] = one.Reason,
            ["action"] = one.Action,
            ["note"] = Shortened(one.Note),
            ["reportingController"] = ReportingController,
            ["reportingInstance"] = instance,
            ["regarding"] = regarding,
        };
        if (related is not null)
        {
            written["related"] = related;
        }

        return written;
    }

    /// <summary>The namespace of an Event is that of what it is about: there <c>kubectl describe</c> looks for it.</summary>
    private static string NamespaceOf(RemediationEvent one, PlatformNames names) =>
        one.IsAboutWorkflow ? names.WorkflowNamespace : names.RemediationNamespace;

    private static JsonObject? RemediationOf(RemediationEvent one, PlatformNames names) =>
        one.Remediation.Uid is { } uid
            ? Reference(ResourceType.Remediations, "Remediation", names.RemediationNamespace, one.Remediation.Id.Value, uid)
            : null;

    private static JsonObject? WorkflowOf(RemediationEvent one, PlatformNames names) =>
        one.Remediation.Status.Workflow is { } workflow
            ? Reference(ResourceType.Workflows, "Workflow", names.WorkflowNamespace, workflow.Name, workflow.Uid)
            : null;

    private static JsonObject Reference(ResourceType type, string kind, string @namespace, string name, string uid) =>
        new()
        {
            ["apiVersion"] = type.ApiVersion,
            ["kind"] = kind,
            ["namespace"] = @namespace,
            ["name"] = name,
            ["uid"] = uid,
        };

    /// <summary>The API server counts bytes; a character is not cut in two.</summary>
    private static string Shortened(string note)
    {
        const char more = '…';
        var left = LongestNote - Encoding.UTF8.GetByteCount([more]);
        if (Encoding.UTF8.GetByteCount(note) <= LongestNote)
        {
            return note;
        }

        var text = new StringBuilder();
        foreach (var rune in note.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            text.Append(rune.ToString());
        }

        return text.Append(more).ToString();
    }
}
