using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Commands;

/// <summary><c>rex remediate</c>: takes one delivery through all steps, in this process, now.</summary>
internal sealed class RemediateCommand(IServiceProvider services, TextWriter output, bool asJson)
{
    /// <summary>Accepts a delivery and works on it until it has ended. One that was accepted before and has not ended is taken up where it was left.</summary>
    public async Task<int> RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var factory = services.GetRequiredService<RemediationRunnerFactory>();
        var decision = factory.CreateDecider().Decide(delivery.EventType, delivery.Body.Span, delivery.ContentType);
        if (decision.Push is not { } push)
        {
            return RemediationText.WriteIgnored(output, decision, asJson);
        }

        var accepted = Remediation.Accept(push, delivery, factory.Time.GetUtcNow());
        var entry =
            await factory.Store.TryAddAsync(accepted, cancellationToken) ?? await FindAsync(factory.Store, push.Id, cancellationToken);
        var note = await WorkAsync(factory, entry, cancellationToken);
        var end = await FindAsync(factory.Store, push.Id, cancellationToken);
        Write(end, note);
        return ExitCode.Of(end.Status);
    }

    /// <returns>Why nothing was done; null where something was.</returns>
    private static async Task<string?> WorkAsync(RemediationRunnerFactory factory, Remediation entry, CancellationToken cancellationToken)
    {
        if (entry.HasEnded)
        {
            return $"Duplicate: {entry.Id} has ended before.";
        }

        return await factory.CreatePipeline().RunAsync(entry, cancellationToken)
            ? null
            : $"Another process works on {entry.Id}; this one left it alone.";
    }

    private static async Task<Remediation> FindAsync(IRemediationStore store, RemediationId id, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken)
        ?? throw new CommandException(ExitCode.FailedForNow, $"The Remediation {id} is gone again; try once more.");

    private void Write(Remediation remediation, string? note)
    {
        if (asJson)
        {
            var told = RemediationText.Json(remediation);
            told["note"] = note;
            output.WriteLine(told);
            return;
        }

        if (note is not null)
        {
            output.WriteLine(note);
        }

        RemediationText.Write(output, remediation);
        RemediationText.WriteEnd(output, remediation.Status);
    }
}
