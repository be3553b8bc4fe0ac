using System.Globalization;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Spectre.Console;

namespace Rex.Simulator.Reports;

/// <summary>The report for people: a line for each scenario as it ends, the timeline where there is but one, and a table.</summary>
internal sealed class ConsoleReport(IAnsiConsole console)
{
    private readonly Lock gate = new();

    /// <summary>Says what a scenario is at; only on a terminal, where the next line can take its place.</summary>
    public void Progressed(Scenario scenario, string what)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return;
        }

        lock (gate)
        {
            console.MarkupLineInterpolated($"[grey]  .. {scenario.Name}: {what}[/]");
        }
    }

    public void Ended(Scenario scenario, ScenarioResult result)
    {
        lock (gate)
        {
            if (result.Skipped is { } why)
            {
                console.MarkupLineInterpolated($"SKIP  {scenario.Name}: {why}");
                return;
            }

            console.MarkupLineInterpolated($"{(result.Passed ? "PASS" : "FAIL")}  {scenario.Name}  {Minutes(result.Duration)} simulated");
            foreach (var violation in result.Violations.Take(20))
            {
                console.WriteLine($"      {violation}");
            }
        }
    }

    public void Timeline(ScenarioResult result)
    {
        var start = result.Start;
        console.WriteLine();
        foreach (var happened in result.Timeline)
        {
            console.WriteLine($"{Minutes(happened.At - start), 9}  {happened.Who, -20} {happened.What}");
        }
    }

    public void Summary(IReadOnlyList<ScenarioResult> results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("scenario");
        foreach (var column in (string[])["pushes", "cancelled", "restarts", "simulated", "result"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Name),
                Number(result.Pushes),
                Number(result.Cancelled),
                Number(result.Restarts),
                Minutes(result.Duration),
                result.Passed ? "[green]passed[/]"
                    : result.Failed ? "[red]failed[/]"
                    : "[yellow]skipped[/]"
            );
        }

        console.Write(table);
        var failed = results.Where(result => result.Failed).Select(result => result.Name).ToList();
        var skipped = results.Count(result => result.Skipped is not null);
        console.WriteLine(
            $"{results.Count(result => result.Passed)} passed, {failed.Count} failed{(skipped > 0 ? $", {skipped} skipped" : "")}"
        );
        if (failed.Count > 0)
        {
            console.WriteLine($"See what happened with: rex-sim run {failed[0]}");
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Minutes(TimeSpan time) =>
        time < TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 100}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{time.Days}d {time.Hours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds / 100}"
            );
}
