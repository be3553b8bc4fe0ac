namespace Rex.Simulator.Argo.Expressions;

/// <summary>An expression cannot be read, or has no value for what it is about.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
