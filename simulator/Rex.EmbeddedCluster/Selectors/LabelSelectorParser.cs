using Rex.Embedded.Errors;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Selectors;

/// <summary>
/// The grammar of <c>k8s.io/apimachinery/pkg/labels/selector.go</c>: requirements joined by commas, each <c>key</c>, <c>!key</c>, <c>key op value</c>
/// or <c>key (in|notin) (values)</c>.
/// </summary>
internal sealed class LabelSelectorParser(string text)
{
    private const string Special = "()!=<>,";
    private int _at;

    public IReadOnlyList<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            requirements.Add(ParseRequirement());
            var token = Next();
            if (token.Length == 0)
            {
                return requirements;
            }

            if (token != ",")
            {
                throw Fault($"found '{token}', expected: ',' or 'end of string'");
            }

            if (Peek().Length == 0)
            {
                throw Fault("found '', expected: identifier after ','");
            }
        }
    }

    private LabelRequirement ParseRequirement()
    {
        var key = Next();
        if (key == "!")
        {
            return new LabelRequirement(CheckedKey(Next()), LabelOperator.DoesNotExist, []);
        }

        key = CheckedKey(key);
        if (Peek() is "" or ",")
        {
            return new LabelRequirement(key, LabelOperator.Exists, []);
        }

        var comparison = Next();
        return comparison switch
        {
            "in" => new LabelRequirement(key, LabelOperator.In, ParseSet(key)),
            "notin" => new LabelRequirement(key, LabelOperator.NotIn, ParseSet(key)),
            "=" or "==" => new LabelRequirement(key, LabelOperator.In, [ParseValue(key)]),
            "!=" => new LabelRequirement(key, LabelOperator.NotIn, [ParseValue(key)]),
            ">" => new LabelRequirement(key, LabelOperator.GreaterThan, [ParseNumber(key)]),
            "<" => new LabelRequirement(key, LabelOperator.LessThan, [ParseNumber(key)]),
            _ => throw Fault($"found '{comparison}', expected: in, notin, =, ==, !=, gt, lt"),
        };
    }

    private HashSet<string> ParseSet(string key)
    {
        if (Next() is var open && open != "(")
        {
            throw Fault($"found '{open}' expected: '('");
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            values.Add(ParseValue(key));
            switch (Next())
            {
                case ",":
                    continue;
                case ")":
                    return values;
                case var other:
                    throw Fault($"found '{other}', expected: ',' or ')'");
            }
        }
    }

    /// <summary>A value may be missing, which is the empty string.</summary>
    private string ParseValue(string key)
    {
        if (Peek() is "" or "," or ")")
        {
            return "";
        }

        var value = Next();
        if (Special.Contains(value[0], StringComparison.Ordinal))
        {
            throw Fault($"found '{value}', expected: identifier");
        }

        return QualifiedNames.ValueFaults(value).FirstOrDefault() is { } fault
            ? throw ApiErrors.BadRequest($"unable to parse requirement: values[0][{key}]: Invalid value: \"{value}\": {fault}")
            : value;
    }

    private string ParseNumber(string key)
    {
        var value = ParseValue(key);
        return long.TryParse(value, out _)
            ? value
            : throw ApiErrors.BadRequest(
                $"unable to parse requirement: values[0]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer"
            );
    }

    private static string CheckedKey(string key)
    {
        if (key.Length == 0 || Special.Contains(key[0], StringComparison.Ordinal))
        {
            throw Fault($"found '{key}', expected: !, identifier, or 'end of string'");
        }

        return QualifiedNames.KeyFaults(key).FirstOrDefault() is { } fault
            ? throw ApiErrors.BadRequest($"unable to parse requirement: key: Invalid value: \"{key}\": {fault}")
            : key;
    }

    private static ApiException Fault(string why) => ApiErrors.BadRequest($"unable to parse requirement: {why}");

    private string Peek()
    {
        var at = _at;
        var token = Next();
        _at = at;
        return token;
    }

    private string Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return "";
        }

        var start = _at;
        if (text[_at] is '=' or '!' && _at + 1 < text.Length && text[_at + 1] == '=')
        {
            _at += 2;
        }
        else if (Special.Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }
        else
        {
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !Special.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }
        }

        return text[start.._at];
    }
}
