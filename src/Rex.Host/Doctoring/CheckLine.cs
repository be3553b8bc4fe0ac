using Rex.Core.Remediations;

namespace Rex.Host.Doctoring;

/// <summary>One thing that a check found.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Message">What was found, in one sentence.</param>
/// <param name="Advice">What to do about it; null where there is nothing to do.</param>
/// <param name="Reason">Why it could not be looked at, where it could not.</param>
internal sealed record CheckLine(string Check, CheckState State, string Message, string? Advice = null, ReasonCode? Reason = null);
