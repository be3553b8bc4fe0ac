namespace Rex.Simulator.Clusters;

/// <summary>The cluster of one world. Nobody else is on it.</summary>
internal interface IWorldCluster : IAsyncDisposable
{
    Uri BaseAddress { get; }

    /// <summary>Makes a handler that the cluster lets in, whoever the request says that it is from.</summary>
    HttpMessageHandler CreateHandler();

    /// <summary>Says that all definitions are installed.</summary>
    Task DefinedAsync(CancellationToken cancellationToken);
}
