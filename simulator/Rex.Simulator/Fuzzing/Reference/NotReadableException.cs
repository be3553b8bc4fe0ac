namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>A body lacks a field of a push, or has one twice or with a value that it cannot have.</summary>
internal sealed class NotReadableException : Exception;
