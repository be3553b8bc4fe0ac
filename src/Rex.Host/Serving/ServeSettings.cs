namespace Rex.Host.Serving;

/// <summary>What <c>rex serve</c> is told on its command line; everything else is in the settings.</summary>
internal sealed record ServeSettings
{
    /// <summary>A JSON file with settings. The environment's settings (<c>Rex__…</c>) come before it.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>
    /// The address to listen at; null for port 8080 of all addresses, or, where anybody may deliver, of this machine alone.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary>The address that it comes to.</summary>
    public string Address => Listen ?? (AllowUnsigned ? "http://127.0.0.1:8080" : "http://0.0.0.0:8080");

    /// <summary>Whether deliveries need no signature.</summary>
    public bool AllowUnsigned { get; init; }

    /// <summary>Whether pushes are only rehearsed.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the log is written as JSON.</summary>
    public bool JsonLog { get; init; }
}
