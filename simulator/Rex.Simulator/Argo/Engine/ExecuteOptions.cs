namespace Rex.Simulator.Argo.Engine;

/// <summary>Where in the tree a template is executed.</summary>
internal sealed record ExecuteOptions(string BoundaryId = "", bool OnExit = false, bool Hooked = false, bool Retried = false);
