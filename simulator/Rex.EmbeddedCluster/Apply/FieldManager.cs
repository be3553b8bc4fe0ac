using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>Who owns fields, and by which operation.</summary>
/// <param name="Name">The name that the client gave, or its user agent's.</param>
/// <param name="Operation">Apply or Update.</param>
/// <param name="ApiVersion">The version that the fields are named in.</param>
/// <param name="Subresource">The subresource that was written to; empty for the object itself.</param>
internal sealed record FieldManager(string Name, string Operation, string ApiVersion, string Subresource)
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    /// <summary>Names the manager as conflicts do. When it last wrote is not part of it.</summary>
    public string Show()
    {
        var name = new JsonText(Name).ToString();
        var full = Subresource.Length == 0 ? name : $"{name} with subresource \"{Subresource}\"";
        return Operation == Apply ? full : $"{full} using {ApiVersion}";
    }
}
