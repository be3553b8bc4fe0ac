namespace Rex.Core.Remediations.Steps;

/// <summary>How a step ended. Failures are no outcome: they come as <see cref="PlatformException"/>, and the step is tried again where that helps.</summary>
/// <param name="Message">What the step did or found, in words.</param>
public abstract record StepOutcome(string Message)
{
    /// <summary>The step has done its work; the next one follows.</summary>
    public sealed record Continue(string Message) : StepOutcome(Message);

    /// <summary>The remediation ends here.</summary>
    /// <param name="Reason">Why, and thereby how.</param>
    /// <param name="Message">The reason in words.</param>
    public sealed record End(ReasonCode Reason, string Message) : StepOutcome(Message);

    /// <summary>Nothing can be said before that time; the remediation is taken up again then.</summary>
    /// <param name="Until">When.</param>
    /// <param name="Message">What is waited for, in words.</param>
    public sealed record Defer(DateTimeOffset Until, string Message) : StepOutcome(Message);
}
