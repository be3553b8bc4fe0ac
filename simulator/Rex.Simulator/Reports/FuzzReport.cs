using System.Globalization;
using Rex.Simulator.Fuzzing;
using Spectre.Console;

namespace Rex.Simulator.Reports;

/// <summary>The report of fuzzing for people: each failure as it is found, and what came of all bodies.</summary>
internal sealed class FuzzReport(IAnsiConsole console)
{
    private long tenths;

    public void Begins(int seed, long first, long count, int originals) =>
        console.WriteLine($"seed {seed}: bodies {first} to {first + count - 1}, derived from {originals} deliveries");

    /// <summary>Says how far it is, ten times; only on a terminal.</summary>
    public void Progressed(long done, long count)
    {
        if (console.Profile.Capabilities.Interactive && done * 10 / count > tenths)
        {
            tenths = done * 10 / count;
            console.MarkupLineInterpolated($"[grey]  .. {Number(done)} bodies[/]");
        }
    }

    public void Failed(FuzzFailure failure, string file, int seed)
    {
        console.WriteLine($"FAIL  body {failure.Body.Number}, {failure.Demand}: {failure.Why}");
        console.WriteLine($"      {failure.Body.Origin}");
        console.WriteLine($"      written to {file}; again with: rex-sim fuzz --seed {seed} --first {failure.Body.Number} --count 1");
    }

    public void Summary(FuzzTally tally, int seed)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("decision");
        table.AddColumn(new TableColumn("bodies").RightAligned());
        foreach (var (decision, count) in tally.Decisions)
        {
            table.AddRow(decision, Number(count));
        }

        console.Write(table);
        console.WriteLine($"{Number(tally.Mended)} of those accepted were mended by a mutation: their originals are refused");
        console.WriteLine(
            $"most allocated: {Number(tally.Worst.Allocated)} bytes, by body {tally.Worst.Number}; allowed: {Number(AllocationBound.Bytes)}"
        );
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tally.Times.Median().TotalMicroseconds:0.0} µs to read a body and decide, in the median"
            )
        );
        console.WriteLine($"{Number(tally.Bodies)} bodies of seed {seed}, {Number(tally.Failures)} failed");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
