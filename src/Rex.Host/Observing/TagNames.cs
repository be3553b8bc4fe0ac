namespace Rex.Host.Observing;

/// <summary>The names of what stands on metrics and activities.</summary>
internal static class TagNames
{
    /// <summary>What became of a delivery: Accepted, Ignored, Duplicate, Refused, or Pong for a ping.</summary>
    public const string Result = "rex.result";

    /// <summary>How a remediation or a step ended.</summary>
    public const string Outcome = "rex.outcome";

    /// <summary>A reason code, or why a delivery was refused.</summary>
    public const string Reason = "rex.reason";

    /// <summary>One of the five steps.</summary>
    public const string Step = "rex.step";

    /// <summary>The remediation. Only on activities.</summary>
    public const string Remediation = "rex.remediation.id";

    /// <summary>GitHub's id of the delivery. Only on activities.</summary>
    public const string Delivery = "rex.delivery.id";

    /// <summary>The task's number. Only on activities.</summary>
    public const string Task = "rex.task";

    /// <summary>The repository. Only on activities.</summary>
    public const string Repository = "rex.repository";

    /// <summary>How many times the remediation has been taken up. Only on activities.</summary>
    public const string Attempt = "rex.attempt";

    /// <summary>Something an operator should know, in words. Only on activities.</summary>
    public const string Note = "rex.note";

    /// <summary>The reason where there is none: a metric's tags are the same for all its values.</summary>
    public const string NoReason = "None";
}
