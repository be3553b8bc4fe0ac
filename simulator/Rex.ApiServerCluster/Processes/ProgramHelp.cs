using System.Diagnostics;
using System.Globalization;

namespace Rex.ApiServers.Processes;

/// <summary>What a program says about its flags.</summary>
internal static class ProgramHelp
{
    /// <summary>Whether a program knows a flag: versions differ.</summary>
    public static async Task<bool> HasFlagAsync(string program, string flag, CancellationToken cancellationToken)
    {
        await using var help = GuardedProcess.Start("/bin/sh", ["-c", "\"$1\" --help | grep -c -e \"^ *$2 \"", "help", program, flag]);
        await help.WaitForExitAsync(cancellationToken);
        return int.TryParse(help.Output, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
    }
}
