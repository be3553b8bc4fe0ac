namespace Rex.Core.Remediations;

/// <summary>What a <see cref="ReasonCode"/> means.</summary>
/// <param name="Code">The code.</param>
/// <param name="End">How a delivery or remediation with this reason ends.</param>
/// <param name="IsTransient">Whether trying again can help: network, server errors, conflicts, time-outs, stuck finalizers.</param>
/// <param name="Meaning">What happened, in one sentence.</param>
/// <param name="Touched">What Rex had touched on the platform by then.</param>
/// <param name="Advice">What an operator does about it.</param>
public sealed record ReasonInfo(ReasonCode Code, DeliveryEnd End, bool IsTransient, string Meaning, string Touched, string Advice);
