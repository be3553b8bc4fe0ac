using System.Text.RegularExpressions;
using Rex.Simulator.Faults;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Makes rules for the proxies from what a scenario says.</summary>
internal static class FaultRules
{
    public static IReadOnlyList<FaultRule> From(IEnumerable<FaultDescription> faults) => [.. faults.Select(From)];

    private static FaultRule From(FaultDescription fault)
    {
        var pattern = new RequestPattern
        {
            Target = fault.Target,
            Identity = new Regex(fault.From),
            Methods = fault.Methods.Count == 0 ? null : fault.Methods,
            Path = fault.Path is { } path ? new Regex(path.Value) : null,
            Body = fault.Body is { } body ? new Regex(body.Value) : null,
            From = fault.Nth,
            Count = fault.Times,
        };
        return new FaultRule(pattern, fault.Do.Value)
        {
            Status = fault.Status,
            Body = fault.Answer,
            Delay = fault.For,
        };
    }
}
