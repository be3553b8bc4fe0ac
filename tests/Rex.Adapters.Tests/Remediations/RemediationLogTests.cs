using Microsoft.Extensions.Logging;
using Rex.Adapters.Remediations;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations;

public sealed class RemediationLogTests : ILogger<RemediationLog>
{
    private readonly List<(LogLevel Level, int Id, string Text)> _lines = [];

    [Fact]
    public void Decided_Accepted_NamesRemediationTaskAndRepository()
    {
        var push = Samples.Push();

        new RemediationLog(this).Decided(new DeliveryOutcome(DeliveryResult.Accepted, null, "", push.Id, push));

        ShouldHaveLogged(LogLevel.Information, 1002, push.Id.Value, "task 3", "5dlabs/cto", "Accepted");
    }

    [Fact]
    public void Decided_Ignored_SaysWhy()
    {
        new RemediationLog(this).Decided(new DeliveryOutcome(DeliveryResult.Ignored, ReasonCode.NotATaskBranch, "main", null, null));

        ShouldHaveLogged(LogLevel.Information, 1001, "NotATaskBranch", "main");
    }

    [Fact]
    public void Changed_Running_IsInformation()
    {
        var remediation = Samples.Remediation() with
        {
            Status = new RemediationStatus { Phase = RemediationPhase.Running, Step = StepName.CancelAgents },
        };

        new RemediationLog(this).Changed(remediation);

        ShouldHaveLogged(LogLevel.Information, 1003, remediation.Id.Value, "task 3", "5dlabs/cto", "Running", "CancelAgents");
    }

    [Fact]
    public void Changed_Failed_IsAWarningWithStepAndReason()
    {
        var remediation = Samples.Remediation() with { Status = Samples.FullStatus() };

        new RemediationLog(this).Changed(remediation);

        ShouldHaveLogged(LogLevel.Warning, 1004, remediation.Id.Value, "task 3", "5dlabs/cto", "ResumePipeline", "RestartNotSeen");
    }

    [Fact]
    public void Noted_Note_IsAWarning()
    {
        new RemediationLog(this).Noted(Samples.Remediation(), "somebody suspended it");

        ShouldHaveLogged(LogLevel.Warning, 1005, Samples.Push().Id.Value, "somebody suspended it");
    }

    [Fact]
    public void LedgerFailed_Error_IsAWarningWithItsReason()
    {
        new RemediationLog(this).LedgerFailed(new PlatformException(ReasonCode.NetworkError, "no route"));

        ShouldHaveLogged(LogLevel.Warning, 1006, "NetworkError", "no route");
    }

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Add((logLevel, eventId.Id, formatter(state, exception)));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    private void ShouldHaveLogged(LogLevel level, int id, params string[] texts)
    {
        var line = _lines.ShouldHaveSingleItem();
        line.Level.ShouldBe(level);
        line.Id.ShouldBe(id);
        texts.ShouldAllBe(text => line.Text.Contains(text, StringComparison.Ordinal));
    }
}
