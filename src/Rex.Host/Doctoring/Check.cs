using Rex.Core.Remediations;

namespace Rex.Host.Doctoring;

/// <summary>Looks at one thing that Rex needs, and changes nothing.</summary>
/// <param name="name">What it is called in reports.</param>
internal abstract class Check(string name)
{
    /// <summary>Whether what this check found makes it pointless to look at the rest of its system: it does not answer.</summary>
    public virtual bool Ends(CheckLine line) => false;

    /// <summary>The line where another one ended it.</summary>
    public CheckLine NotLookedAt(CheckLine end) => new(name, CheckState.Warn, $"not looked at, since {end.Check} failed");

    /// <summary>Looks. What keeps it from looking is a line, too.</summary>
    public async Task<IReadOnlyList<CheckLine>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(cancellationToken);
        }
        catch (PlatformException error)
        {
            return [Unseen(error)];
        }
    }

    /// <summary>Looks.</summary>
    /// <exception cref="PlatformException">It could not be looked at.</exception>
    protected abstract Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken);

    /// <summary>The line for what could not be looked at: Rex would fail there as well.</summary>
    protected virtual CheckLine Unseen(PlatformException error) =>
        Fail(
            error.Message,
            Reasons.IsTransient(error.Reason) ? $"Look {Where}, then run rex doctor again." : Reasons.Of(error.Reason).Advice,
            error.Reason
        );

    /// <summary>Where to look when a system gives no answer.</summary>
    protected virtual string Where => "at what the message names";

    /// <summary>It is as it should be.</summary>
    protected CheckLine Ok(string message) => new(name, CheckState.Ok, message);

    /// <summary>It is not as it should be, but for Rex to work it need not be.</summary>
    protected CheckLine Warn(string message, string advice, ReasonCode? reason = null) =>
        new(name, CheckState.Warn, message, advice, reason);

    /// <summary>It keeps Rex from working.</summary>
    protected CheckLine Fail(string message, string advice, ReasonCode? reason = null) =>
        new(name, CheckState.Fail, message, advice, reason);
}
