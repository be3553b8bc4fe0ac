using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Workflows;

namespace Rex.Adapters.Remediations.Requests;

/// <summary>
/// A <c>Remediation</c> object that somebody else made of an event, a Sensor of Argo Events say: what GitHub sent, and nothing decided about it. It is no
/// remediation, whatever its name.
/// </summary>
public sealed class RemediationRequest
{
    private readonly JsonElement _event;

    private RemediationRequest(JsonElement resource, JsonElement sent)
    {
        Resource = resource;
        _event = sent;
    }

    /// <summary>Its name.</summary>
    public string Name => Resource.Name();

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt => Resource.CreatedAt();

    /// <summary>When it was decided about; null where it was not yet.</summary>
    public DateTimeOffset? FinishedAt => HasEnded ? Resource.Time("status", "finishedAt") ?? CreatedAt : null;

    /// <summary>Whether it was decided about.</summary>
    public bool HasEnded => Enum.TryParse<RequestPhase>(Resource.Text("status", "phase"), out _);

    internal JsonElement Resource { get; }

    /// <summary>A value of the event; null where there is none, or an empty one.</summary>
    /// <param name="field">The field's name in the object, <c>repositoryId</c> say.</param>
    public string? Value(string field) => _event.Text(field);

    /// <summary>The request in an object; null where it is none.</summary>
    internal static RemediationRequest? Read(JsonElement resource) =>
        resource.Find("spec", "event") is { ValueKind: JsonValueKind.Object } sent ? new RemediationRequest(resource, sent) : null;
}
