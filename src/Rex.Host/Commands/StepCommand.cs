using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Stepping;

namespace Rex.Host.Commands;

/// <summary><c>rex step</c>: one of the five steps in this process, for where a workflow runs them one after the other.</summary>
internal sealed class StepCommand(IServiceProvider services, StepOutputs outputs)
{
    private readonly RemediationRunnerFactory _factory = services.GetRequiredService<RemediationRunnerFactory>();

    /// <summary>The first step: decides about a delivery, and makes the Remediation.</summary>
    public Task<int> ValidateAsync(Func<Delivery> delivery, CancellationToken stop) =>
        RunAsync(async () =>
        {
            var (entry, end) = await new EventClaim(_factory).TakeAsync(delivery(), stop);
            return end ?? await new SingleStep(_factory).RunAsync(entry!, StepName.ValidateEvent, stop);
        });

    /// <summary>One of the later steps.</summary>
    public Task<int> RunAsync(StepName step, string? remediation, CancellationToken stop) =>
        RunAsync(async () =>
        {
            if (!RemediationId.TryParse(remediation, out var id))
            {
                throw new CommandException(ExitCode.BadInput, "--remediation is no name of a Remediation; validate-event gives it.");
            }

            var entry =
                await _factory.Store.GetAsync(id, stop) ?? throw new CommandException(ExitCode.BadInput, $"There is no Remediation {id}.");
            return await new SingleStep(_factory).RunAsync(entry, step, stop);
        });

    /// <summary>What is said when the workflow around the steps is over.</summary>
    public Task<int> ReportAsync(Func<Delivery> delivery, CancellationToken stop) =>
        RunAsync(() => new EndReport(_factory).RunAsync(delivery(), stop));

    private async Task<int> RunAsync(Func<Task<StepResult>> run)
    {
        StepResult result;
        try
        {
            result = await run();
        }
        catch (CommandException error)
        {
            result = StepResult.Of(error);
        }
        catch (PlatformException error)
        {
            result = StepResult.Of(error);
        }

        outputs.Write(result);
        return result.ExitCode;
    }
}
