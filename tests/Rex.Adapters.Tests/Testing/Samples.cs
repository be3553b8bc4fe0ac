using Rex.Core.Agents;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Remediations with every field set.</summary>
public static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Push Push(long repositoryId = 1296269123, int task = 3) =>
        new()
        {
            RepositoryId = repositoryId,
            Repository = RepositoryName.Parse("5dlabs/cto"),
            Branch = BranchName.Parse($"feature/task-{task}-`$(id)`-{{{{x}}}}-ü"),
            Task = new TaskId(task),
            Before = CommitSha.Parse(new string('0', 40)),
            After = CommitSha.Parse("0123456789abcdef0123456789abcdef01234567"),
            PushedAt = Noon,
        };

    public static Remediation Remediation(Push? push = null)
    {
        push ??= Push();
        return new Remediation(push.Id, push, Noon.AddTicks(1234567), RemediationStatus.Accepted, "72d3162e-cc78-11e3-81ab-4c9367dc0958")
        {
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        };
    }

    public static RemediationStatus FullStatus() =>
        new()
        {
            Phase = RemediationPhase.Failed,
            Step = StepName.ResumePipeline,
            Reason = ReasonCode.RestartNotSeen,
            Message = "Nothing was seen of \"quality-work\".\nTwo lines.",
            StartedAt = Noon.AddSeconds(1),
            FinishedAt = Noon.AddSeconds(90).AddTicks(5),
            Attempts = 2,
            NextAttemptAt = Noon.AddMinutes(5),
            Workflow = new ObjectReference("play-task-3-r5z88", "11111111-1111-1111-1111-111111111111"),
            PullRequests = [7, 5_000_000_000],
            CancelledRuns = ["cleo-1", "tess-1"],
            Dependents =
            [
                new RunDependent(RunDependentKind.Job, "cleo-job", "22222222-2222-2222-2222-222222222222", "cleo-1"),
                new RunDependent(RunDependentKind.Pod, "cleo-pod", "33333333-3333-3333-3333-333333333333", "cleo-1"),
            ],
            Restart = new RestartRecord(
                "play-task-3-r5z88-1",
                new Dictionary<string, string?> { ["play-task-3-r5z88-1"] = "2026-03-01T11:00:00Z", ["play-task-3-r5z88-2"] = null },
                new Dictionary<string, RecordedNode>
                {
                    ["play-task-3-r5z88"] = new("Running", ["play-task-3-r5z88-3"], []),
                    ["play-task-3-r5z88-3"] = new(null, [], ["a", "b"]),
                }
            )
            {
                LookedAt = Noon.AddSeconds(30),
            },
            Conditions =
            [
                new StepCondition(StepName.ValidateEvent, true, Noon.AddSeconds(2), null, "Found it."),
                new StepCondition(StepName.CancelAgents, false, Noon.AddSeconds(3), null, ""),
                new StepCondition(StepName.ResumePipeline, false, Noon.AddSeconds(4), ReasonCode.RestartNotSeen, "Not seen."),
            ],
        };
}
