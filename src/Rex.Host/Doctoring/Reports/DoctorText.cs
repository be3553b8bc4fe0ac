using Rex.Host.Commands;

namespace Rex.Host.Doctoring.Reports;

/// <summary>Lines for people: one for each thing that was looked at, with what to do below it.</summary>
internal static class DoctorText
{
    /// <summary>Writes one.</summary>
    public static void Write(TextWriter output, CheckLine line)
    {
        output.WriteLine($"{Word(line.State), -4}  {line.Check, -18}  {Printable.Of(line.Message)}");
        if (line.State != CheckState.Ok && line.Advice is { } advice)
        {
            output.WriteLine($"{"", -4}  {"", -18}  do: {advice}");
        }
    }

    /// <summary>Writes how many of each there were.</summary>
    public static void WriteSum(TextWriter output, IReadOnlyList<CheckLine> lines)
    {
        int Of(CheckState state) => lines.Count(line => line.State == state);
        output.WriteLine($"{Of(CheckState.Ok)} ok, {Of(CheckState.Warn)} to look at, {Of(CheckState.Fail)} failed");
    }

    /// <summary>The word for a state.</summary>
    public static string Word(CheckState state) =>
        state switch
        {
            CheckState.Ok => "ok",
            CheckState.Warn => "warn",
            _ => "fail",
        };
}
