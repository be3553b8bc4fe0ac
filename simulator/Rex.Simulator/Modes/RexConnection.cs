namespace Rex.Simulator.Modes;

/// <summary>What an incarnation of Rex is told about its world.</summary>
/// <param name="Identity">The token it calls with, on both sides: <c>rex-0</c>, after a crash <c>rex-1</c>, and so on.</param>
/// <param name="Cluster">The proxy before the cluster.</param>
/// <param name="GitHub">The proxy before GitHub.</param>
/// <param name="Namespace">Where everything is.</param>
/// <param name="Repositories">The repositories to watch.</param>
/// <param name="Settings">Further settings, by their path.</param>
/// <param name="Time">The world's clock.</param>
/// <param name="Seed">For its random numbers.</param>
internal sealed record RexConnection(
    string Identity,
    Uri Cluster,
    Uri GitHub,
    string Namespace,
    IReadOnlyList<string> Repositories,
    IReadOnlyDictionary<string, string> Settings,
    TimeProvider Time,
    int Seed
);
