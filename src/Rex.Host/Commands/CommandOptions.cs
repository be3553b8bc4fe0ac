using System.CommandLine;

namespace Rex.Host.Commands;

/// <summary>Options as the command lines of Rex have them.</summary>
internal static class CommandOptions
{
    /// <summary>One that takes one of a few values, the first by default.</summary>
    public static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
