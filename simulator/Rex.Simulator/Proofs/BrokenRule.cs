using Rex.Core.Remediations.Running;
using Rex.Simulator.Modes;

namespace Rex.Simulator.Proofs;

/// <summary>One rule that Rex keeps, and a pipeline that breaks it.</summary>
/// <param name="Name">What the break is called on the command line.</param>
/// <param name="Rule">The rule, in a few words.</param>
/// <param name="Fault">What the broken pipeline does instead.</param>
/// <param name="Break">Puts doubles into the pipeline that break the rule, and nothing else.</param>
internal sealed record BrokenRule(
    string Name,
    string Rule,
    string Fault,
    Func<RemediationRunnerFactory, RexConnection, RemediationRunnerFactory> Break
)
{
    /// <summary>The scenarios that are about this rule; they are tried first.</summary>
    public IReadOnlyList<string> CaughtBy { get; init; } = [];
}
