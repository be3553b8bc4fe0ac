namespace Rex.Embedded.Patching;

/// <summary>A patch that cannot be applied to the object it is for.</summary>
internal sealed class PatchException(string message) : Exception(message);
