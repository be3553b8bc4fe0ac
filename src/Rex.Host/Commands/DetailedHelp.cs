using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Rex.Host.Commands;

/// <summary>The help of a command line, with the details of the command that it was asked about.</summary>
internal sealed class DetailedHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <summary>Has a command line tell details.</summary>
    public static RootCommand In(RootCommand commands)
    {
        var option = commands.Options.OfType<HelpOption>().Single();
        option.Action = new DetailedHelp((HelpAction)option.Action!);
        return commands;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        command.Description = command is DetailedCommand detailed ? detailed.Whole : command.Description;
        return help.Invoke(parseResult);
    }
}
