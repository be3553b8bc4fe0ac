namespace Rex.Embedded.Tests.Conformance;

/// <summary>A cluster that the suites run against: the embedded one, or a real API server.</summary>
public interface IConformanceCluster
{
    /// <summary>Gets a client with the cluster's address and whatever it needs to be let in.</summary>
    HttpClient Http { get; }

    /// <summary>Gets whether something collects garbage and empties namespaces: a real API server alone does not.</summary>
    bool HasControllers { get; }

    /// <summary>Forgets history, so that older resource versions are gone.</summary>
    /// <returns>False where that cannot be done.</returns>
    ValueTask<bool> CompactAsync(CancellationToken cancellationToken);
}
