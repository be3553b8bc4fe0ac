using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Runs;

/// <summary>Writes a ledger to a file, a request a line, for whoever wants to know exactly what was asked.</summary>
internal static class LedgerDump
{
    public static void Write(string path, IEnumerable<LedgerEntry> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllLines(path, entries.Select(entry => Line(entry).ToJsonString()));
    }

    private static JsonObject Line(LedgerEntry entry) =>
        new()
        {
            ["sequence"] = entry.Sequence,
            ["at"] = entry.At.ToString("O"),
            ["target"] = entry.Target.ToString(),
            ["identity"] = entry.Identity,
            ["method"] = entry.Method,
            ["path"] = entry.Path,
            ["status"] = entry.Status,
            ["disturbance"] = entry.Disturbance,
            ["request"] = entry.RequestBody,
            ["answer"] = entry.ResponseBody,
        };
}
