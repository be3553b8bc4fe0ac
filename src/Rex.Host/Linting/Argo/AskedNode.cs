namespace Rex.Host.Linting.Argo;

/// <summary>What a selector of nodes asks for.</summary>
/// <param name="Field">The field: <c>displayName</c> or <c>templateName</c>.</param>
/// <param name="Value">Its value.</param>
internal sealed record AskedNode(string Field, string Value);
