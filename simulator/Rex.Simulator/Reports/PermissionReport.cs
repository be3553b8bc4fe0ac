using Rex.Simulator.Permissions;
using Spectre.Console;

namespace Rex.Simulator.Reports;

/// <summary>The report of permissions that were taken away: a line for each.</summary>
internal sealed class PermissionReport(IAnsiConsole console)
{
    private readonly Lock gate = new();

    public void Ended(PermissionResult result)
    {
        lock (gate)
        {
            var word =
                result.Error is not null ? "MISSED"
                : result.Rare is not null ? "RARE"
                : "UNUSED";
            var why =
                result.Error is { } error ? $"{result.Scenario}: {error}"
                : result.Rare is { } rare ? rare
                : result.Scenario is { } scenario ? $"{scenario} fails without it, and nothing names it"
                : "every scenario passes without it";
            console.WriteLine($"{word, -7} {result.Permission}: {why}");
        }
    }

    public void Summary(IReadOnlyList<PermissionResult> results) =>
        console.WriteLine(
            $"{results.Count(result => result.Error is not null)} permissions missed by name, {results.Count(result => result.Error is null && result.Rare is not null)} too rare for scenarios, {results.Count(result => !result.IsProven)} unproven"
        );
}
