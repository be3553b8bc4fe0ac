using System.Globalization;
using Rex.Simulator.Loads;
using Rex.Simulator.Runs;
using Spectre.Console;

namespace Rex.Simulator.Reports;

/// <summary>Says what a load is at, and what it came to.</summary>
internal sealed class LoadReport(IAnsiConsole console, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long begun = time.GetTimestamp();

    /// <summary>Says what is going to happen.</summary>
    public void Begins(LoadSettings settings) =>
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Two processes of rex serve, {settings.Tasks} tasks, {settings.Pushes} pushes in {settings.Over.TotalSeconds:0} s, {settings.Kills} kills; seed {settings.Seed}."
            )
        );

    /// <summary>Says what happens now.</summary>
    public void Happened(string what)
    {
        lock (gate)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(begun).TotalSeconds, 6:0} s  {what}"));
        }
    }

    /// <summary>Says what it came to.</summary>
    public void Ended(ScenarioResult result, LoadLedger ledger)
    {
        foreach (var violation in result.Violations.Take(20))
        {
            console.WriteLine($"      {violation}");
        }

        var crashes = result.Timeline.Count(happened => happened.What == "crashes");
        console.WriteLine();
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"deliveries {result.Pushes}, kills {crashes}, agent runs cancelled {result.Cancelled}, restarts {result.Restarts}"
            )
        );
        foreach (var (end, count) in result.Ends.OrderByDescending(pair => pair.Value))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count, 6}  {end}"));
        }

        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"lost {ledger.Lost}, duplicated {ledger.Duplicated}, stuck {ledger.Stuck}, wrong {ledger.Wrong}"
            )
        );
    }
}
