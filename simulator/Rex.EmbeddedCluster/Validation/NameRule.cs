using System.Text.RegularExpressions;

namespace Rex.Embedded.Validation;

/// <summary>The forms of names, with the wording of <c>k8s.io/apimachinery/pkg/util/validation</c>.</summary>
internal sealed partial class NameRule
{
    /// <summary>Most kinds: a DNS subdomain.</summary>
    public static readonly NameRule Subdomain = new(
        253,
        SubdomainPattern(),
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric "
            + @"character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
    );

    /// <summary>Namespaces: a DNS label.</summary>
    public static readonly NameRule Label = new(
        63,
        LabelPattern(),
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character "
            + "(e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    );

    /// <summary>Services: a DNS label that starts with a letter.</summary>
    public static readonly NameRule ServiceLabel = new(
        63,
        ServicePattern(),
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric "
            + "character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
    );

    /// <summary>Roles and their bindings: whatever can stand in a path.</summary>
    public static readonly NameRule PathSegment = new(int.MaxValue, PathPattern(), "may not be '.' or '..' or contain '/' or '%'");

    private readonly int _length;
    private readonly Regex _pattern;
    private readonly string _message;

    private NameRule(int length, Regex pattern, string message)
    {
        _length = length;
        _pattern = pattern;
        _message = message;
    }

    /// <summary>Says what is wrong with a name.</summary>
    public IEnumerable<string> Faults(string name)
    {
        if (name.Length > _length)
        {
            yield return $"must be no more than {_length} characters";
        }

        if (!_pattern.IsMatch(name))
        {
            yield return _message;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex ServicePattern();

    [GeneratedRegex(@"\A(?:\.{3,}[^/%]*|\.{0,2}[^/%.][^/%]*)\z", RegexOptions.NonBacktracking)]
    private static partial Regex PathPattern();
}
