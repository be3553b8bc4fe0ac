namespace Rex.Host.Commands;

/// <summary>Writes warnings to a text, a line each.</summary>
internal sealed class WriterLog(TextWriter writer) : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            writer.WriteLine(formatter(state, exception).ReplaceLineEndings(" | "));
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
