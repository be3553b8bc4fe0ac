using System.Globalization;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Names the runs of other agents that what was rewound had started, and that still work on old code: they are no downstream runs, so Rex
/// leaves them alone, but whoever reads the outcome has to know of them.
/// </summary>
internal sealed class RunsLeftAlone(IAgentRuns agentRuns, PlatformNames names)
{
    /// <summary>The runs in words, with a blank before; empty where there is none.</summary>
    public async Task<string> DescribeAsync(string workflow, RestartRecord record, Push push, CancellationToken cancellationToken)
    {
        var selector = LabelSelector.Of(
            LabelRequirement.Equal(names.TaskLabel, push.Task.Value.ToString(CultureInfo.InvariantCulture)),
            LabelRequirement.Equal(names.WorkflowNameLabel, workflow),
            LabelRequirement.Exists(names.AgentLabel),
            LabelRequirement.NotIn(names.AgentLabel, names.DownstreamAgents)
        );
        // Where a time is unknown, rather too many are named for the first, and none for the second: a run that is younger is right to be there.
        var since = JsonReading.ParseTime(record.Removed.GetValueOrDefault(record.RestartNode)).GetValueOrDefault();
        var until = record.LookedAt.GetValueOrDefault();
        var runs = await agentRuns.ListAsync(selector, cancellationToken);
        var left = runs.Where(run => !run.IsFinished && run.CreatedAt >= since && run.CreatedAt <= until)
            .Select(run => $"{run.Name} ({run.Labels[names.AgentLabel]})")
            .ToList();
        return left.Count == 0 ? "" : $" Left alone: {string.Join(", ", left)}.";
    }
}
