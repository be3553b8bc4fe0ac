using Microsoft.Extensions.Options;
using Rex.Host.Serving;

namespace Rex.Host.Commands;

/// <summary><c>rex serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Runs until it is stopped.</summary>
    /// <returns>The exit code: 0 when it was stopped, 2 where the settings are wrong.</returns>
    public static Task<int> RunAsync(ServeSettings settings, TextWriter errors, CancellationToken stop) =>
        CommandGuard.RunAsync(errors, () => ServeAsync(settings, errors, stop));

    private static async Task<int> ServeAsync(ServeSettings settings, TextWriter errors, CancellationToken stop)
    {
        try
        {
            await using var application = RexApplication.Create(settings);
            await application.StartAsync(stop);
            await application.WaitForShutdownAsync(stop);
            return 0;
        }
        catch (OptionsValidationException error)
        {
            await errors.WriteLineAsync("Rex does not start, since its settings are wrong:");
            foreach (var problem in error.Failures)
            {
                await errors.WriteLineAsync($"  {problem}");
            }
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or FormatException or IOException)
        {
            await errors.WriteLineAsync($"Rex does not start: {error.Message}");
        }

        return ExitCode.BadInput;
    }
}
