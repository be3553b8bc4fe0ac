using System.Globalization;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Platform.Scripts;

namespace Rex.Simulator.Worlds;

/// <summary>What script steps do where the scenario wants something else than usual.</summary>
internal sealed class ScriptWork(World world)
{
    private readonly RunCounts counts = new();

    /// <summary>What this run of a step does.</summary>
    public ScriptBehaviour? Of(ExecutorPod pod, ScriptBehaviour? usual)
    {
        var time = counts.Next(pod.Workflow, pod.Step);
        foreach (
            var script in world.Scenario.World.Scripts.Where(script =>
                script.Step.Value == pod.Step
                && world.IsOf(script.Task, pod.Workflow)
                && (script.Runs.Count == 0 || script.Runs.Contains(time))
            )
        )
        {
            usual ??= new ScriptBehaviour();
            usual = usual with
            {
                Duration = script.Takes is { } takes
                    ? string.Create(CultureInfo.InvariantCulture, $"{takes.TotalMilliseconds}ms")
                    : usual.Duration,
                ExitCode = script.ExitCode ?? usual.ExitCode,
                Outputs = script.Outputs.Concat(usual.Outputs).DistinctBy(output => output.Key).ToDictionary(),
            };
        }

        return usual;
    }
}
