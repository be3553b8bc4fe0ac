namespace Rex.Core.Workflows;

/// <summary>A Kubernetes object in the namespace its port works in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID: an object of the same name made later is another object.</param>
public sealed record ObjectReference(string Name, string Uid);
