using System.Text.RegularExpressions;

namespace Rex.Host.Linting.Argo;

/// <summary>A Go template: what is written out as it stands, and the actions between.</summary>
internal sealed partial class GoTemplate
{
    private readonly List<string> _texts = [];
    private readonly List<string> _actions = [];

    private GoTemplate(string text)
    {
        var at = 0;
        var trims = false;
        while (
            text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open
            && text.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close
        )
        {
            var before = Trimmed(text[at..open], trims);
            var action = text[(open + 2)..close];
            // The mark is one only with a blank between it and the action.
            _texts.Add(action is ['-', var first, ..] && char.IsWhiteSpace(first) ? before.TrimEnd() : before);
            trims = action is [.., var last, '-'] && char.IsWhiteSpace(last);
            _actions.Add(action);
            at = close + 2;
        }

        _texts.Add(Trimmed(text[at..], trims));
    }

    /// <summary>The actions, without their braces.</summary>
    public IReadOnlyList<string> Actions => _actions;

    /// <summary>Whether blanks can stand at the beginning or the end of what it gives, or a line break in it.</summary>
    public bool LeavesBlanks =>
        _actions.Count > 0
        && (_texts.Any(text => text.Contains('\n', StringComparison.Ordinal)) || _texts[0].StartsWith(' ') || _texts[^1].EndsWith(' '));

    /// <summary>Whether a text reads the event, as only the templates of a Sensor can.</summary>
    public static bool ReadsEvent(string text) => Event().IsMatch(text);

    /// <summary>Reads a template.</summary>
    public static GoTemplate Parse(string text) => new(text);

    private static string Trimmed(string text, bool trims) => trims ? text.TrimStart() : text;

    [GeneratedRegex(@"\{\{-?\s*(?:[a-zA-Z]+\s+)*\.Input\b", RegexOptions.CultureInvariant)]
    private static partial Regex Event();
}
