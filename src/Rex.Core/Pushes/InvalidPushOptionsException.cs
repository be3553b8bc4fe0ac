namespace Rex.Core.Pushes;

/// <summary>The settings about pushes cannot be used. The message lists every problem with its setting's path.</summary>
/// <param name="problems">The problems, at least one.</param>
public sealed class InvalidPushOptionsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>The problems, each beginning with the path of its setting, such as <c>Rex:Pushes:Repositories:0</c>.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
