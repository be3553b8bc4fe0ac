using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters;

/// <summary>The cluster of one world, or its own namespace on one.</summary>
internal interface IWorldCluster : IAsyncDisposable
{
    Uri BaseAddress { get; }

    /// <summary>Where everything of the world is. Nobody else is there.</summary>
    string Namespace { get; }

    /// <summary>The node that the world's pods run on. Whether there is such an object is for the cluster to know.</summary>
    string Node { get; }

    /// <summary>Makes a handler that the cluster lets in, whoever the request says that it is from.</summary>
    HttpMessageHandler CreateHandler();

    /// <summary>Brings it to where a world can begin: all definitions are served, and there is the namespace.</summary>
    /// <param name="api">The cluster itself, by the wall's clock.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task PrepareAsync(KubeApi api, CancellationToken cancellationToken);
}
