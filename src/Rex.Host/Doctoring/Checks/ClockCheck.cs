using Rex.Core.Remediations;

namespace Rex.Host.Doctoring.Checks;

/// <summary>A server's clock is near Rex's own: which run is older than a push is told by both.</summary>
/// <param name="name">What it is called in reports.</param>
/// <param name="whose">Whose clock it is.</param>
/// <param name="allowed">How far they may differ.</param>
/// <param name="time">Rex's clock.</param>
internal abstract class ClockCheck(string name, string whose, TimeSpan allowed, TimeProvider time) : Check(name)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        if (await DateAsync(cancellationToken) is not { } date)
        {
            return [Warn($"unknown: {whose} answer has no Date", "Something stands between that takes it out.")];
        }

        var (state, message) = ClockRule.Judge(whose, ClockRule.Ahead(date, asked, time.GetUtcNow()), allowed);
        return
        [
            state switch
            {
                CheckState.Ok => Ok(message),
                CheckState.Warn => Warn(message, "Look whether both are kept by NTP."),
                _ => Fail(message, "Set the clocks by NTP; Rex:Restart:ClockSkew is for what cannot be set right."),
            },
        ];
    }

    /// <summary>The header <c>Date</c> of an answer; null where there is none.</summary>
    /// <exception cref="PlatformException">There was no answer.</exception>
    protected abstract Task<DateTimeOffset?> DateAsync(CancellationToken cancellationToken);
}
