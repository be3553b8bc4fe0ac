using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Stepping;

/// <summary>What single steps need of what runs a whole remediation: taken up, within the deadline, tried again, noted in the ledger.</summary>
internal static class OneStepPipelines
{
    /// <summary>Tells what is open in the ledger from what is only left open.</summary>
    public static OpenAttempts OpenAttempts(this RemediationRunnerFactory factory) =>
        new(factory.Store, factory.Options.Deadlines, factory.Time);

    /// <summary>Runs one step; the whole time that it has is its own deadline.</summary>
    /// <returns>False where another process has taken the remediation over.</returns>
    public static Task<bool> RunOneAsync(
        this RemediationRunnerFactory factory,
        Remediation remediation,
        StepName step,
        CancellationToken stop
    )
    {
        var deadlines = factory.Options.Deadlines;
        var pipeline = new RemediationPipeline(
            [factory.CreateSteps().Single(one => one.Name == step)],
            factory.Store,
            factory.Observer,
            deadlines with
            {
                Remediation = deadlines.Of(step),
            },
            factory.Time,
            factory.Random
        );
        return pipeline.RunAsync(remediation, stop);
    }
}
