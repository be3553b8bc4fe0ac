using System.Text.Json;

namespace Rex.Core.Workflows;

/// <summary>A main workflow as the API server answered it. Whatever the document holds, reading it never throws.</summary>
public sealed class MainWorkflow
{
    private MainWorkflow(JsonElement document)
    {
        Document = document;
        Name = document.Text("metadata", "name") ?? "";
        Uid = document.Text("metadata", "uid") ?? "";
        ResourceVersion = document.Text("metadata", "resourceVersion") ?? "";
        CreatedAt = document.Time("metadata", "creationTimestamp") ?? DateTimeOffset.UnixEpoch;
        Labels = TextsOf(document, "labels");
        Annotations = TextsOf(document, "annotations");
        Phase = document.Text("status", "phase");
    }

    /// <summary>The whole object.</summary>
    public JsonElement Document { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its UID.</summary>
    public string Uid { get; }

    /// <summary>The version it was read at; the precondition of every write.</summary>
    public string ResourceVersion { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; }

    /// <summary><c>status.phase</c>; null before the controller first saw it.</summary>
    public string? Phase { get; }

    /// <summary>Whether it has finished. Rex judges by the phase, never by the label <c>completed</c>, which a hold sets too.</summary>
    public bool IsFinished => Phase is "Succeeded" or "Failed" or "Error";

    /// <summary>Whether somebody stopped or terminated it (<c>spec.shutdown</c>).</summary>
    public bool IsShutDown => Document.Text("spec", "shutdown") is not null;

    /// <summary>Whether somebody suspended it (<c>spec.suspend</c>).</summary>
    public bool IsSuspended => Document.IsTrue("spec", "suspend");

    /// <summary>Its finalizers.</summary>
    public IReadOnlyList<string> Finalizers => Document.Texts("metadata", "finalizers");

    /// <summary>Name and UID.</summary>
    public ObjectReference Reference => new(Name, Uid);

    /// <summary>Reads a workflow from its JSON.</summary>
    /// <param name="document">The object; it must live as long as the result (clone it off a document that is disposed).</param>
    public static MainWorkflow From(JsonElement document) => new(document);

    /// <summary>The value of a workflow argument (<c>spec.arguments.parameters</c>), or null.</summary>
    public string? Parameter(string name) =>
        Document
            .Items("spec", "arguments", "parameters")
            .Where(parameter => parameter.Text("name") == name)
            .Select(parameter => parameter.Text("value"))
            .FirstOrDefault();

    private static Dictionary<string, string> TextsOf(JsonElement document, string member) =>
        document
            .Members("metadata", member)
            .DistinctBy(label => label.Name, StringComparer.Ordinal)
            .Select(label => (label.Name, Value: label.Value.AsText()))
            .Where(label => label.Value is not null)
            .ToDictionary(label => label.Name, label => label.Value!, StringComparer.Ordinal);
}
