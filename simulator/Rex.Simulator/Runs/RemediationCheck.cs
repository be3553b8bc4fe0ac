using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Runs;

/// <summary>Checks what the scenario demands of the way that remediations took: their failures, and how far they got.</summary>
internal sealed class RemediationCheck(Testimony testimony, IReadOnlyList<HandedOver> handedOver)
{
    public IEnumerable<Violation> Check() =>
        handedOver.SelectMany(handed =>
            handed
                .Answers.Select(answer => answer.RemediationId)
                .Where(id => id.Length > 0)
                .Distinct()
                .SelectMany(id => Failures(handed, id).Concat(LastStep(handed, id)))
        );

    private IEnumerable<Violation> Failures(HandedOver handed, string id)
    {
        var failures = testimony
            .Objects.All("remediations", id)
            .Where(state => Testimony.Phase(state.Object) == "Failed")
            .Select(state => state.Object["status"]?["reason"]?.GetValue<string>())
            .ToHashSet();
        return handed
            .Description.FailedBefore.Where(reason => !failures.Contains(reason.Value))
            .Select(reason => Violated(id, $"it did not fail with {reason} on the way"));
    }

    private IEnumerable<Violation> LastStep(HandedOver handed, string id)
    {
        if (handed.Description.FailsIn is not { } wanted)
        {
            yield break;
        }

        var status = testimony.Objects.Last("remediations", id)?["status"];
        var last = status?["step"]?.GetValue<string>();
        if (last != wanted.Value)
        {
            yield return Violated(id, $"it failed in {last} and not in {wanted}");
        }

        var begun = (status?["conditions"] as JsonArray ?? []).Select(condition => condition?["type"]?.GetValue<string>() ?? "");
        foreach (var step in begun.Where(step => IsAfter(step, wanted.Value)))
        {
            yield return Violated(id, $"{step} began although {wanted} had failed");
        }
    }

    private static bool IsAfter(string step, string other) => DeliveryCheck.Steps.SkipWhile(one => one != other).Skip(1).Contains(step);

    private Violation Violated(string id, string why) => new("expectation", $"remediations/{id}", testimony.Evidence.EndedAt, why);
}
