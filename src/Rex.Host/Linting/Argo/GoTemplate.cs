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
        foreach (Match action in Action().Matches(text))
        {
            var before = Trimmed(text[at..action.Index], trims);
            _texts.Add(action.Groups["before"].Success ? before.TrimEnd() : before);
            _actions.Add(action.Groups["action"].Value);
            trims = action.Groups["after"].Success;
            at = action.Index + action.Length;
        }

        _texts.Add(Trimmed(text[at..], trims));
    }

    /// <summary>The actions, without braces and trim marks.</summary>
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

    [GeneratedRegex(@"\{\{-?\s*(?:[a-zA-Z]+\s+)*\.Input\b", RegexOptions.NonBacktracking)]
    private static partial Regex Event();

    [GeneratedRegex(@"\{\{(?<before>-(?=\s))?(?<action>.*?)(?<after>(?<=\s)-)?\}\}", RegexOptions.Singleline)]
    private static partial Regex Action();
}
