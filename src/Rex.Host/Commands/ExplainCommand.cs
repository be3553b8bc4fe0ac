using System.Text.Json.Nodes;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Rehearsing;

namespace Rex.Host.Commands;

/// <summary><c>rex explain</c>: what would become of a delivery, with the exact writes, and without making them.</summary>
internal sealed class ExplainCommand(IServiceProvider services, TextWriter output, bool asJson)
{
    /// <summary>Explains a delivery.</summary>
    /// <returns>The exit code that <c>rex remediate</c> would have.</returns>
    public async Task<int> RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var factory = services.GetRequiredService<RemediationRunnerFactory>();
        var decision = factory.CreateDecider().Decide(delivery.EventType, delivery.Body.Span, delivery.ContentType);
        if (decision.Push is not { } push)
        {
            return RemediationText.WriteIgnored(output, decision, asJson);
        }

        var accepted = Remediation.Accept(push, delivery, factory.Time.GetUtcNow());
        var ledger = new RehearsedLedger(factory.Store, accepted);
        var known = await ledger.KnownAsync(push.Id, cancellationToken);
        var result = await services.GetRequiredService<Rehearser>().RunAsync(accepted, cancellationToken);
        Write(result with { LedgerProblem = result.LedgerProblem ?? ledger.Problem }, known);
        return result.Restarts ? ExitCode.Done : ExitCode.Of(result.Remediation.Status);
    }

    private void Write(RehearsalResult result, Remediation? known)
    {
        if (asJson)
        {
            output.WriteLine(
                new JsonObject
                {
                    ["result"] = known is null ? nameof(DeliveryResult.Accepted) : nameof(DeliveryResult.Duplicate),
                    ["known"] = known is null ? null : RemediationText.Json(known),
                    ["ledgerProblem"] = result.LedgerProblem,
                    ["restarts"] = result.Restarts,
                    ["remediation"] = RemediationText.Json(result.Remediation),
                    ["writes"] = new JsonArray([.. result.Writes.Select(Json)]),
                }
            );
            return;
        }

        if (known is not null)
        {
            output.WriteLine(
                $"This push was accepted before ({known.Status.Phase}, {known.Status.Reason?.ToString() ?? "at work"}): it is a duplicate."
            );
            output.WriteLine("If it were new:");
        }

        if (result.LedgerProblem is { } problem)
        {
            output.WriteLine($"No earlier remediation counts: {problem}.");
        }

        RemediationText.Write(output, result.Remediation);
        output.WriteLine(result.Writes.Count == 0 ? "Writes: none." : "Writes, in their order:");
        foreach (var (write, number) in result.Writes.Select((write, index) => (write, index + 1)))
        {
            output.WriteLine($"{number, 4}  {write.Action} {write.Target}");
            if (write.Body is { } body)
            {
                output.WriteLine($"      {body.ToJsonString()}");
            }
        }

        if (result.Restarts)
        {
            output.WriteLine("Then the workflow controller takes the workflow up, and QA runs again. Nothing was written.");
        }
        else
        {
            RemediationText.WriteEnd(output, result.Remediation.Status);
        }
    }

    private static JsonObject Json(PlannedWrite write) =>
        new()
        {
            ["action"] = write.Action,
            ["target"] = write.Target,
            ["body"] = write.Body?.DeepClone(),
        };
}
