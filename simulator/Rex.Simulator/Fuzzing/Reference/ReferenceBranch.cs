using System.Globalization;
using System.Text;

namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>Reads the task out of a reference, by git's words for names and the default words for task branches.</summary>
internal static class ReferenceBranch
{
    private const string Heads = "refs/heads/";
    private const int MaxBytes = 255;

    /// <summary>The task's number; null where the reference is no branch of a task.</summary>
    public static int? TaskOf(string reference)
    {
        if (!reference.StartsWith(Heads, StringComparison.Ordinal) || !IsAllowedByGit(reference[Heads.Length..]))
        {
            return null;
        }

        var name = reference[Heads.Length..];
        name = name.StartsWith("feature/", StringComparison.Ordinal) ? name["feature/".Length..] : name;
        if (!name.StartsWith("task-", StringComparison.Ordinal))
        {
            return null;
        }

        // What comes after the digits is nothing, or a hyphen and something.
        var rest = name["task-".Length..];
        var digits = new string([.. rest.TakeWhile(character => character is >= '0' and <= '9')]);
        var tail = rest[digits.Length..];
        return digits.Length is >= 1 and <= 9 && digits[0] != '0' && (tail.Length == 0 || (tail[0] == '-' && tail.Length > 1))
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsAllowedByGit(string name) =>
        Encoding.UTF8.GetByteCount(name) <= MaxBytes
        && name.All(character => character > ' ' && !"\u007f~^:?*[\\".Contains(character, StringComparison.Ordinal))
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));
}
