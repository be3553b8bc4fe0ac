using System.Text.RegularExpressions;

namespace Rex.Core.Pushes;

/// <summary>Which branches belong to tasks, and to which.</summary>
internal sealed class BranchPattern
{
    private const string IdGroup = "id";

    // NonBacktracking: the time of a match grows with the length of the name alone, whatever the pattern and the name are.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex whole;

    private BranchPattern(Regex whole) => this.whole = whole;

    /// <summary>Takes the pattern, and adds what is wrong with it to the problems.</summary>
    public static BranchPattern Read(string pattern, string path, List<string> problems)
    {
        try
        {
            // On its own first: a pattern with a parenthesis too many could otherwise step out of the anchors.
            var alone = new Regex(pattern, Options);
            if (!alone.GetGroupNames().Contains(IdGroup, StringComparer.Ordinal))
            {
                problems.Add($"{path}: the pattern needs the group (?<id>...) for the task's number.");
            }

            return new BranchPattern(new Regex($@"\A(?:{pattern})\z", Options));
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
        {
            problems.Add($"{path}: the pattern cannot be used: {invalid.Message}");
            return new BranchPattern(new Regex(PushOptions.DefaultBranchPattern, Options));
        }
    }

    /// <summary>Whether the whole name of a branch matches.</summary>
    public bool Matches(ReadOnlySpan<char> branch) => whole.IsMatch(branch);

    /// <summary>The task of a branch whose whole name matches; none where the group holds no task's number.</summary>
    public TaskId? TaskOf(BranchName branch) =>
        TaskId.TryParse(whole.Match(branch.Value).Groups[IdGroup].Value, out var task) ? task : null;
}
