namespace Rex.Embedded;

/// <summary>What an embedded cluster is started with.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Gets the clock of every timestamp, header and time-out. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the loopback port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Gets who a bearer token belongs to. With it, only those requests are let through that Roles, ClusterRoles and their bindings allow; a token that is nobody's
    /// gets 401 Unauthorized. Default: null, and everybody may do everything.
    /// </summary>
    public Func<string, ClusterUser?>? Users { get; init; }

    /// <summary>
    /// Gets how many changes of each resource are remembered for watches and paged lists. Older resource versions get 410 Gone. Default: 2000.
    /// </summary>
    public int HistoryLimit { get; init; } = 2000;

    /// <summary>Gets how long garbage collection waits before it takes up a change. Default: not at all.</summary>
    public TimeSpan GcInterval { get; init; } = TimeSpan.Zero;

    /// <summary>Gets the time between bookmarks of a watch that asked for them. Default: one minute, as in the real server.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);
}
