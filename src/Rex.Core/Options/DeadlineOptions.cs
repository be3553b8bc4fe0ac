using Rex.Core.Remediations;

namespace Rex.Core.Options;

/// <summary>How long steps may take, how they are tried again, and how long that is remembered.</summary>
public sealed record DeadlineOptions
{
    /// <summary>Deadline of validate-event. Default 30 seconds.</summary>
    public TimeSpan ValidateEvent { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Deadline of cancel-agents. Default 60 seconds.</summary>
    public TimeSpan CancelAgents { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Deadline of remove-qa-label. Default 10 seconds.</summary>
    public TimeSpan RemoveQaLabel { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Deadline of reset-workflow. Default 10 seconds.</summary>
    public TimeSpan ResetWorkflow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Deadline of resume-pipeline. Default 120 seconds.</summary>
    public TimeSpan ResumePipeline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Deadline of one attempt at the whole remediation. Default 300 seconds.</summary>
    public TimeSpan Remediation { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The pause before the first retry of a step; it doubles from try to try. Default 1 second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two tries of a step. Default 30 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After which pause a remediation that failed for a transient reason is taken up again. Default 5 minutes.</summary>
    public TimeSpan PickUpAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Up to which age a remediation that failed for a transient reason is taken up again. Default 24 hours.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often the ledger is looked through for work that nobody announced. Default 30 seconds.</summary>
    public TimeSpan ScanEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a remediation is kept in the ledger after its end. Default 7 days, 3 at least: for so long GitHub delivers a push again on request, and the ledger
    /// tells that it is a second one.
    /// </summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The deadline of one step.</summary>
    public TimeSpan Of(StepName step) =>
        step switch
        {
            StepName.ValidateEvent => ValidateEvent,
            StepName.CancelAgents => CancelAgents,
            StepName.RemoveQaLabel => RemoveQaLabel,
            StepName.ResetWorkflow => ResetWorkflow,
            _ => ResumePipeline,
        };
}
