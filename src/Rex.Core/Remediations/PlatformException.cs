namespace Rex.Core.Remediations;

/// <summary>
/// A port could not do what it was asked to. Adapters map every error of Kubernetes and GitHub to one of these;
/// <see cref="Reason"/> says whether trying again can help.
/// </summary>
public sealed class PlatformException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">What kind of failure it is.</param>
    /// <param name="message">What was tried on which object, and what came back.</param>
    /// <param name="retryAfter">How long the other side asked to wait, if it did.</param>
    /// <param name="innerException">The cause.</param>
    public PlatformException(ReasonCode reason, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Reason = reason;
        RetryAfter = retryAfter;
    }

    /// <summary>What kind of failure it is.</summary>
    public ReasonCode Reason { get; }

    /// <summary>How long the other side asked to wait before the next try (Retry-After, a rate limit's reset), if it did.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The error as it is, where it is one of these; any other as <see cref="ReasonCode.Unexpected"/>.</summary>
    public static PlatformException From(Exception error) =>
        error as PlatformException
        ?? new PlatformException(ReasonCode.Unexpected, $"{error.GetType().Name}: {error.Message}", innerException: error);
}
