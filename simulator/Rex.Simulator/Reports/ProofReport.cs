using Rex.Simulator.Oracles;
using Rex.Simulator.Proofs;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Spectre.Console;

namespace Rex.Simulator.Reports;

/// <summary>The report of broken rules for people: a line for each as it is noticed, and a table.</summary>
internal sealed class ProofReport(IAnsiConsole console)
{
    private readonly Lock gate = new();

    /// <summary>Says what is being played; only on a terminal.</summary>
    public void Playing(BrokenRule broken, Scenario scenario)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return;
        }

        lock (gate)
        {
            console.MarkupLineInterpolated($"[grey]  .. {broken.Name}: playing {scenario.Name}[/]");
        }
    }

    /// <summary>Says which scenario cannot notice anything.</summary>
    public void Skipped(Scenario scenario, string why) => console.MarkupLineInterpolated($"SKIP  {scenario.Name}: {why}");

    public void Ended(ProofResult result)
    {
        lock (gate)
        {
            console.MarkupLineInterpolated($"{(result.WasCaught ? "CAUGHT" : "MISSED")}  {result.Broken.Name}  {result.Scenario}");
            Say(result.Violations);
        }
    }

    public void Summary(IReadOnlyList<ProofResult> results, IReadOnlyList<ScenarioResult> unbroken)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["rule", "what was done instead", "caught by", "as"])
        {
            table.AddColumn(column);
        }

        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Broken.Rule),
                Markup.Escape(result.Broken.Fault),
                result.WasCaught ? Markup.Escape(result.Scenario!) : "[red]nothing[/]",
                string.Join(", ", result.Violations.Select(violation => violation.Invariant).Distinct().Order(StringComparer.Ordinal))
            );
        }

        console.Write(table);
        foreach (var failed in unbroken.Where(result => !result.Passed))
        {
            console.MarkupLineInterpolated($"[red]{failed.Name} fails with no rule broken: it proves nothing.[/]");
            Say(failed.Violations);
        }

        var missed = results.Count(result => !result.WasCaught);
        console.WriteLine(
            $"{results.Count - missed} rules broken and caught, {missed} missed, {unbroken.Count(result => !result.Passed)} scenarios failed unbroken"
        );
    }

    private void Say(IReadOnlyList<Violation> violations)
    {
        foreach (var violation in violations.Take(3))
        {
            console.WriteLine($"        {violation}");
        }
    }
}
