using Rex.Simulator.Commands;
using Spectre.Console;

var console = AnsiConsole.Create(new AnsiConsoleSettings());
if (Console.IsOutputRedirected)
{
    // A file or a pipe gets neither colours nor lines broken for a screen that is not there.
    console.Profile.Width = 200;
    console.Profile.Capabilities.Ansi = false;
    console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    console.Profile.Capabilities.Interactive = false;
}

return await SimulatorCommandLine.RunAsync(console, args);
