namespace Rex.Simulator.Argo.Engine;

/// <summary>A reference to a task or step has no value yet: nothing starts, the controller looks again later, the status says nothing.</summary>
internal sealed class MissingVariableException(string variable) : Exception($"failed to resolve {{{{{variable}}}}}");
