namespace Rex.Host.Linting;

/// <summary>How bad a finding is. The worst one decides the exit code.</summary>
internal enum Severity
{
    /// <summary>Something that was not looked at, or not by every rule.</summary>
    Note,

    /// <summary>It works, but does more, or less, than its author is likely to want.</summary>
    Warning,

    /// <summary>It is refused, or does not do what is written there.</summary>
    Error,
}
