using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rex.Host.Tests.Testing;

/// <summary>Keeps what is logged.</summary>
internal sealed class LinesOfLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Lined(this);

    public void Dispose() { }

    private sealed class Lined(LinesOfLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
    }
}
