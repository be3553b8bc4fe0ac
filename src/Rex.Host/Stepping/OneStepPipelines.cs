using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Stepping;

/// <summary>Runs single steps the way that a whole remediation is run: taken up, within the deadline, tried again, noted in the ledger.</summary>
internal static class OneStepPipelines
{
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
