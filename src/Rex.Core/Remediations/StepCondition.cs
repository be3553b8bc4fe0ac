namespace Rex.Core.Remediations;

/// <summary>How one step of a remediation stands.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsDone">Whether it has done its work; false while it is at it, or where it failed.</param>
/// <param name="At">When this became so.</param>
/// <param name="Reason">Why it failed or ended the remediation; null otherwise.</param>
/// <param name="Message">What it did, in words.</param>
public sealed record StepCondition(StepName Step, bool IsDone, DateTimeOffset At, ReasonCode? Reason, string Message);
