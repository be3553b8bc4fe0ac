using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>A second form of objects that another resource keeps.</summary>
internal interface IObjectView
{
    /// <summary>Gets the resource that keeps the objects.</summary>
    ResourceName Stored { get; }

    /// <summary>Gets the apiVersion that they are kept in.</summary>
    string StoredApiVersion { get; }

    /// <summary>Gives an object the form that it is kept in.</summary>
    JsonMap ToStored(JsonMap obj);

    /// <summary>Gives a kept object this form.</summary>
    JsonMap FromStored(JsonMap obj);
}
