using System.CommandLine;

namespace Rex.Host.Commands;

/// <summary>A command of which its own help says more than the lists that it stands in.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="details">The rest: exit codes, examples.</param>
/// <param name="stopWithin">How long the process waits for it to end after a signal; null for the usual two seconds.</param>
internal sealed class DetailedCommand(string name, string description, string details, TimeSpan? stopWithin = null)
    : Command(name, description)
{
    /// <summary>Both, for its own help.</summary>
    public string Whole => $"{Description}\n\n{details}";

    /// <summary>How long the process waits for it to end after a signal; null for the usual two seconds.</summary>
    public TimeSpan? StopWithin => stopWithin;
}
