using System.Text;
using Rex.Core.Pushes;

namespace Rex.Host.Deploying;

/// <summary>
/// What the EventSource and the Sensor ask of an event, in their own languages. Both let pass at least what Rex would take: a push that they drop is
/// gone, while <c>rex</c> decides exactly about what they let pass.
/// </summary>
internal sealed class EventFilters
{
    private const string AnyBranch = ".+";

    /// <param name="senders">The allowed senders, as the settings have them.</param>
    /// <param name="branchPattern">The pattern of branches, as the settings have it.</param>
    public EventFilters(IEnumerable<string> senders, string branchPattern)
    {
        var names = senders.Select(Literal).ToList();
        // Logins are compared without their case.
        Senders = [.. names.Select(name => $"(?i)^{name}$")];
        var anySender = names is [var only] ? only : $"(?:{string.Join('|', names)})";
        var branch = GoBranchPattern.Translate(branchPattern);
        IsExact = branch is not null;
        Reference = $"^{BranchName.RefPrefix}{branch ?? AnyBranch}$";
        Expression =
            $"""(body["X-GitHub-Event"] ?? "") == {Quoted(PushDecider.PushEventType)} """
            + $"""&& (body.sender?.login ?? "") matches {Quoted($"(?i)^{anySender}$")} """
            + $"""&& (body.ref ?? "") matches {Quoted(Reference)}""";
    }

    /// <summary>The Sensor's patterns for the sender, one of which has to match.</summary>
    public IReadOnlyList<string> Senders { get; }

    /// <summary>The Sensor's pattern for the reference.</summary>
    public string Reference { get; }

    /// <summary>The EventSource's expression.</summary>
    public string Expression { get; }

    /// <summary>Whether the pattern of branches could be said; else every branch passes.</summary>
    public bool IsExact { get; }

    /// <summary>A text as a regular expression of Go that matches it alone.</summary>
    private static string Literal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Letters and digits mean something else behind a backslash, and a line's end nothing.
            var isSign = char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is > ' ' and not ('-' or '_' or '/');
            result.Append(isSign ? "\\" : "").Append(c);
        }

        return result.ToString();
    }

    /// <summary>A text of expr-lang.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
