using Microsoft.Extensions.Logging;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>Writes what happens to the log: what touched nothing as information, what failed as a warning.</summary>
internal sealed partial class RemediationLog(ILogger<RemediationLog> logger) : IRemediationObserver
{
    /// <inheritdoc/>
    public void Decided(DeliveryOutcome outcome)
    {
        if (outcome.Push is { } push && outcome.Id is { } id)
        {
            Log.Decided(logger, outcome.Result, id, push.Repository, push.Task, outcome.Message);
        }
        else
        {
            Log.Ignored(logger, outcome.Reason, outcome.Message);
        }
    }

    /// <inheritdoc/>
    public void Changed(Remediation remediation)
    {
        var (id, push, status) = (remediation.Id, remediation.Push, remediation.Status);
        if (status.Phase == RemediationPhase.Failed)
        {
            Log.Failed(logger, id, push.Repository, push.Task, status.Step, status.Reason, status.Message);
        }
        else
        {
            Log.Changed(logger, id, push.Repository, push.Task, status.Phase, status.Step, status.Reason, status.Message);
        }
    }

    /// <inheritdoc/>
    public void Noted(Remediation remediation, string note) =>
        Log.Noted(logger, remediation.Id, remediation.Push.Repository, remediation.Push.Task, note);

    /// <inheritdoc/>
    public void LedgerFailed(PlatformException error) => Log.LedgerFailed(logger, error.Reason, error.Message);

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Delivery ignored: {Reason}, {Message}")]
        public static partial void Ignored(ILogger logger, ReasonCode? reason, string message);

        [LoggerMessage(1002, LogLevel.Information, "Delivery {Result}: {Remediation} for task {Task} of {Repository} {Message}")]
        public static partial void Decided(
            ILogger logger,
            DeliveryResult result,
            RemediationId remediation,
            RepositoryName repository,
            TaskId task,
            string message
        );

        [LoggerMessage(1003, LogLevel.Information, "{Remediation} for task {Task} of {Repository}: {Phase} {Step} {Reason} {Message}")]
        public static partial void Changed(
            ILogger logger,
            RemediationId remediation,
            RepositoryName repository,
            TaskId task,
            RemediationPhase phase,
            StepName? step,
            ReasonCode? reason,
            string message
        );

        [LoggerMessage(1004, LogLevel.Warning, "{Remediation} for task {Task} of {Repository} failed in {Step}: {Reason}, {Message}")]
        public static partial void Failed(
            ILogger logger,
            RemediationId remediation,
            RepositoryName repository,
            TaskId task,
            StepName? step,
            ReasonCode? reason,
            string message
        );

        [LoggerMessage(1005, LogLevel.Warning, "{Remediation} for task {Task} of {Repository}: {Note}")]
        public static partial void Noted(ILogger logger, RemediationId remediation, RepositoryName repository, TaskId task, string note);

        [LoggerMessage(1006, LogLevel.Warning, "The ledger cannot be read or written, and is tried again: {Reason}, {Message}")]
        public static partial void LedgerFailed(ILogger logger, ReasonCode reason, string message);
    }
}
