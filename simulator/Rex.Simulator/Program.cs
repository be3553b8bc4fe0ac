using Rex.Simulator.Commands;
using Spectre.Console;

return await SimulatorCommandLine.Create(AnsiConsole.Console).Parse(args).InvokeAsync();
