using System.Text.RegularExpressions;

namespace Rex.Core.Tests.Agents;

/// <summary>Reads a selector as the API server does, written apart from the code that makes it.</summary>
internal sealed partial record SelectorText(string Key, string Comparison, string[] Values)
{
    public static IReadOnlyList<SelectorText> Read(string text)
    {
        var matches = Requirement().Matches(text);
        string.Join(',', matches.Select(match => match.Value)).ShouldBe(text);
        return
        [
            .. matches.Select(match => new SelectorText(
                match.Groups["key"].Value,
                match.Groups["not"].Value + match.Groups["op"].Value,
                match.Groups["values"].Value.Split(',')
            )),
        ];
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        (Comparison, labels.GetValueOrDefault(Key)) switch
        {
            ("", var value) => value is not null,
            ("!", var value) => value is null,
            ("notin", var value) => value is null || !Values.Contains(value),
            (_, var value) => value is not null && Values.Contains(value),
        };

    public override string ToString() =>
        Comparison switch
        {
            "" => Key,
            "!" => "!" + Key,
            "=" => $"{Key}={Values[0]}",
            _ => $"{Key} {Comparison} ({string.Join(',', Values)})",
        };

    [GeneratedRegex(
        @"(?<=\A|,)(?<not>!?)(?<key>[-\w./]+)(?:(?<op>=)(?<values>[-\w.]*)|\x20(?<op>in|notin)\x20\((?<values>[^)]*)\))?(?=,|\z)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Requirement();
}
