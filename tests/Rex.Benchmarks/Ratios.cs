using System.Globalization;
using Rex.Benchmarks.Pushes;
using Rex.Benchmarks.Workflows;

namespace Rex.Benchmarks;

/// <summary>
/// The benchmarks as ratios that a busy machine sways little: what is compared runs in turn, a millisecond at a time, and the quickest turn of
/// each counts. What else runs on the machine makes turns slower, never quicker.
/// </summary>
internal static class Ratios
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("| what | body or tree | alone | ratio | allocated |");
        output.WriteLine("|---|---|---:|---:|---:|");
        foreach (var size in Enum.GetValues<PushSize>())
        {
            foreach (var branch in (string[])["main", "task-3-checkout"])
            {
                var push = new PushBenchmarks { Size = size, Branch = branch };
                push.MakeDelivery();
                Write(
                    output,
                    string.Create(CultureInfo.InvariantCulture, $"{push.BodyLength:N0} bytes, to {branch}"),
                    ("HMAC-SHA256 alone", () => push.HmacAlone()),
                    ("Rex: signature, reading, deciding", () => push.Rex()),
                    ("System.Text.Json receiver", () => push.JsonReceiver())
                );
            }
        }

        foreach (var nodes in (int[])[20, 200])
        {
            var restart = new RestartBenchmarks { Nodes = nodes };
            restart.MakeWorkflow();
            Write(
                output,
                $"{nodes} nodes",
                ("the workflow as JSON", () => restart.WriteWorkflow()),
                ("the patch as JSON", () => restart.WritePatch()),
                ("Rex: plan and patch", () => restart.PlanAndWrite())
            );
        }
    }

    private static void Write(TextWriter output, string of, params (string Name, Action Act)[] compared)
    {
        var turns = compared.Select(one => new Turns(one.Act)).ToList();
        for (var turn = 0; turn < Turns.Count; turn++)
        {
            turns.ForEach(one => one.Take());
        }

        foreach (var (name, one) in compared.Select(one => one.Name).Zip(turns))
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {of} | {one.Quickest.TotalMicroseconds:N1} µs | {one.Quickest / turns[0].Quickest:N2} | {one.Allocated:N0} B |"
                )
            );
        }
    }
}
