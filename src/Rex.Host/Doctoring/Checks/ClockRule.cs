namespace Rex.Host.Doctoring.Checks;

/// <summary>Compares a server's clock with Rex's. Rex counts on a difference below <c>Rex:Restart:ClockSkew</c>.</summary>
internal static class ClockRule
{
    /// <summary>How far a clock is ahead of Rex's, from the header <c>Date</c>, which has whole seconds.</summary>
    public static TimeSpan Ahead(DateTimeOffset date, DateTimeOffset asked, DateTimeOffset answered) =>
        date.AddMilliseconds(500) - (asked + (answered - asked) / 2);

    /// <summary>How it stands, and in words.</summary>
    public static (CheckState State, string Message) Judge(string whose, TimeSpan ahead, TimeSpan allowed)
    {
        var state =
            ahead.Duration() > allowed ? CheckState.Fail
            : ahead.Duration() > allowed / 2 ? CheckState.Warn
            : CheckState.Ok;
        var message = FormattableString.Invariant(
            $"{whose} clock is {Math.Abs(ahead.TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} this machine's; {allowed.TotalSeconds:0} s are allowed"
        );
        return (state, message);
    }
}
