namespace Rex.Core.Options;

/// <summary>Which plans are allowed.</summary>
public enum RestartStrategy
{
    /// <summary>Whatever the state of the main workflow asks for.</summary>
    Auto,

    /// <summary>Gates may be opened; a rewind that is needed fails instead, before anything is touched.</summary>
    GateOnly,
}
