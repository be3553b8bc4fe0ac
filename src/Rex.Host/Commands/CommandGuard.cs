using System.CommandLine;
using k8s.Exceptions;
using Rex.Core.Remediations;

namespace Rex.Host.Commands;

/// <summary>Turns what goes wrong into one line and an exit code: whoever types a command, and the script that runs it, can do nothing with a stack trace.</summary>
internal static class CommandGuard
{
    /// <summary>Runs a whole command line.</summary>
    /// <returns>The command's exit code; <see cref="ExitCode.BadInput"/> where the arguments are none that it knows.</returns>
    public static Task<int> RunAsync(
        RootCommand commands,
        IReadOnlyList<string> arguments,
        InvocationConfiguration? configuration = null,
        CancellationToken stop = default
    )
    {
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        var parsed = commands.Parse(arguments);
        if (parsed.CommandResult.Command is DetailedCommand { StopWithin: { } stopWithin })
        {
            configuration.ProcessTerminationTimeout = stopWithin;
        }

        return RunAsync(
            configuration.Error,
            async () =>
            {
                var code = await parsed.InvokeAsync(configuration, stop);
                return parsed.Errors.Count > 0 ? ExitCode.BadInput : code;
            }
        );
    }

    /// <summary>Runs something.</summary>
    /// <returns>Its exit code, or that of its failure.</returns>
    public static async Task<int> RunAsync(TextWriter errors, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error)
        {
            var (code, message) = error switch
            {
                CommandException command => (command.Code, command.Message),
                PlatformException platform => (ExitCode.Of(platform.Reason), $"{platform.Reason}: {platform.Message}"),
                KubeConfigException => (
                    ExitCode.BadInput,
                    $"There is no Kubernetes API server to go to: {error.Message.TrimEnd('.')}. Set Rex:Connection:Kubernetes."
                ),
                OperationCanceledException => (ExitCode.FailedForNow, "Stopped."),
                _ => (ExitCode.FailedForGood, $"{error.GetType().Name}: {error.Message}"),
            };
            await errors.WriteLineAsync(message);
            return code;
        }
    }
}
