namespace Rex.Embedded.Tests.Conformance;

/// <summary>A cluster that the suites run against: the embedded one, or a real API server.</summary>
public interface IConformanceCluster
{
    /// <summary>Gets a client with the cluster's address and whatever it needs to be let in.</summary>
    HttpClient Http { get; }

    /// <summary>Gets a kubeconfig, as YAML, with which other clients get in.</summary>
    string Kubeconfig { get; }

    /// <summary>Gets which 1.x of Kubernetes this is, for what older ones do not do yet.</summary>
    int Minor { get; }

    /// <summary>Gets whether something collects garbage and empties namespaces: a real API server alone does not.</summary>
    bool HasControllers { get; }

    /// <summary>Makes sure that the cluster runs, or skips the test where it cannot.</summary>
    ValueTask EnsureStartedAsync();

    /// <summary>Forgets history, so that older resource versions are gone.</summary>
    ValueTask CompactAsync(CancellationToken cancellationToken);
}
