namespace Rex.Simulator.Argo.Engine;

/// <summary>A template could not be executed; whoever called for it decides what its node and the workflow become.</summary>
internal sealed class TemplateErrorException(string message) : Exception(message);
