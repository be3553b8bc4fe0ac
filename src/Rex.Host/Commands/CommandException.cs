namespace Rex.Host.Commands;

/// <summary>A command cannot do what it was asked to; the message says why, and what would be right.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process exits with.</summary>
    public int Code { get; } = exitCode;
}
