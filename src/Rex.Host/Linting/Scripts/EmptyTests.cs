namespace Rex.Host.Linting.Scripts;

/// <summary>Finds what a script does where a variable is empty.</summary>
internal static class EmptyTests
{
    /// <summary>The variables that a command tests for being empty: <c>[ -z "$NAME" ]</c>.</summary>
    public static IEnumerable<string> In(ShellCommand command) =>
        command
            .Words.Zip(command.Words.Skip(1))
            .Where(pair => pair.First == "-z")
            .Select(pair => pair.Second.TrimStart('$').Trim('{', '}'));
}
