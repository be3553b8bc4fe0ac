using Rex.Core.Remediations;
using Rex.Host.Doctoring;
using Rex.Host.Doctoring.Reports;

namespace Rex.Host.Commands;

/// <summary><c>rex doctor</c>: looks at everything that Rex needs, and changes nothing.</summary>
internal sealed class DoctorCommand(Doctor doctor, TextWriter output, bool asJson)
{
    /// <summary>Looks.</summary>
    /// <returns>0 where nothing failed, 4 where all that failed may work in a while, else 5.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var lines = new List<CheckLine>();
        await foreach (var line in doctor.RunAsync(cancellationToken))
        {
            lines.Add(line);
            if (!asJson)
            {
                DoctorText.Write(output, line);
            }
        }

        if (asJson)
        {
            DoctorJson.Write(output, lines);
        }
        else
        {
            DoctorText.WriteSum(output, lines);
        }

        var failed = lines.Where(line => line.State == CheckState.Fail).ToList();
        return failed.Count == 0 ? ExitCode.Done
            : failed.All(line => line.Reason is { } reason && Reasons.IsTransient(reason)) ? ExitCode.FailedForNow
            : ExitCode.FailedForGood;
    }
}
