namespace Rex.ApiServers;

/// <summary>A real API server could not be started. The message says what to do, or what the process that failed had to say.</summary>
public sealed class ApiServerException : Exception
{
    /// <summary>A message for whoever started the cluster.</summary>
    public ApiServerException(string message)
        : base(message) { }

    /// <summary>A message, and what it comes from.</summary>
    public ApiServerException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Nothing said.</summary>
    public ApiServerException() { }
}
