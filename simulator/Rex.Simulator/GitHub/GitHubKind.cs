namespace Rex.Simulator.GitHub;

/// <summary>Which GitHub a world has.</summary>
internal enum GitHubKind
{
    /// <summary>The embedded one, in this process.</summary>
    Embedded,

    /// <summary>WireMock with stubs, as child processes.</summary>
    WireMock,
}
