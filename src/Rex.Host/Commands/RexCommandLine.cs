using System.CommandLine;
using Rex.Host.Serving;

namespace Rex.Host.Commands;

/// <summary>The commands of <c>rex</c>.</summary>
internal static class RexCommandLine
{
    /// <summary>The exit code where the settings or the command line are wrong.</summary>
    public const int BadInput = 2;

    private static readonly Option<string?> Settings = new("--settings")
    {
        Description = "A JSON file with settings. Settings of the environment (Rex__Pushes__Repositories__0=owner/name) come before it.",
    };

    /// <summary>Makes the command line.</summary>
    public static RootCommand Create() => new("Restarts the QA of a task when its implementation agent pushes fixes.") { Serve() };

    private static Command Serve()
    {
        var defaults = new ServeSettings();
        var listen = new Option<string>("--listen")
        {
            Description = "Where deliveries are received.",
            DefaultValueFactory = _ => defaults.Listen,
        };
        var unsigned = new Option<bool>("--allow-unsigned")
        {
            Description = "Takes deliveries without a signature. For a trial on your own machine only.",
        };
        var log = new Option<string>("--log") { Description = "How the log is written.", DefaultValueFactory = _ => "text" };
        log.AcceptOnlyFromAmong("text", "json");
        var command = new Command("serve", "Receives GitHub's deliveries and works on them until it is stopped.")
        {
            Settings,
            listen,
            unsigned,
            log,
        };
        command.SetAction(
            (parsed, token) =>
                ServeCommand.RunAsync(
                    new ServeSettings
                    {
                        SettingsFile = parsed.GetValue(Settings),
                        Listen = parsed.GetValue(listen)!,
                        AllowUnsigned = parsed.GetValue(unsigned),
                        JsonLog = parsed.GetValue(log) == "json",
                    },
                    Console.Error,
                    token
                )
        );
        return command;
    }
}
