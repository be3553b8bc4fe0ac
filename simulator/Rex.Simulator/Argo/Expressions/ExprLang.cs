using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Expressions;

/// <summary>
/// As much of expr-lang as the manifests use, evaluated as it does: what is missing is an error unless <c>?.</c> and <c>??</c> say otherwise, and
/// <c>matches</c> is not anchored. Anything else is refused, never guessed at.
/// </summary>
internal sealed class ExprLang
{
    private readonly string text;
    private readonly JsonObject environment;
    private readonly List<string> tokens;
    private int position;

    private ExprLang(string text, JsonObject environment)
    {
        this.text = text;
        this.environment = environment;
        tokens = ExprTokens.Split(text);
    }

    private string? Current => position < tokens.Count ? tokens[position] : null;

    /// <summary>The value of an expression that has to be true or false.</summary>
    /// <exception cref="ExpressionException">It cannot be read or evaluated, or is neither.</exception>
    public static bool EvaluateBool(string text, JsonObject environment)
    {
        var expression = new ExprLang(text, environment);
        var value = expression.Or();
        return expression.Current is null ? Bool(value()) : throw expression.Unexpected();
    }

    private Func<JsonNode?> Or()
    {
        var left = And();
        while (Accept("||"))
        {
            var (first, second) = (left, And());
            left = () => Bool(first()) || Bool(second());
        }

        return left;
    }

    private Func<JsonNode?> And()
    {
        var left = Comparison();
        while (Accept("&&"))
        {
            var (first, second) = (left, Comparison());
            left = () => Bool(first()) && Bool(second());
        }

        return left;
    }

    private Func<JsonNode?> Comparison()
    {
        if (Accept("!"))
        {
            var negated = Comparison();
            return () => !Bool(negated());
        }

        var first = Operand();
        if (Accept("??"))
        {
            // expr-lang refuses it next to another operator without parentheses.
            var second = Operand();
            return Current is null or ")" or "]" or "," ? () => first() ?? second() : throw Unexpected();
        }

        if (Accept("=="))
        {
            var second = Operand();
            return () => AreEqual(first(), second());
        }

        if (Accept("!="))
        {
            var second = Operand();
            return () => !AreEqual(first(), second());
        }

        if (Accept("matches"))
        {
            var second = Operand();
            return () => Matches(first(), second());
        }

        if (Current == "in" || (Current == "not" && position + 1 < tokens.Count && tokens[position + 1] == "in"))
        {
            var wanted = !Accept("not");
            Expect("in");
            var list = Operand();
            return () => IsIn(first(), list()) == wanted;
        }

        return first;
    }

    private Func<JsonNode?> Operand()
    {
        var value = Primary();
        while (Current is "." or "?." or "[")
        {
            var before = value;
            if (Accept("["))
            {
                var key = Or();
                Expect("]");
                value = () => Member(before(), Text(key()), optional: false);
                continue;
            }

            var optional = tokens[position++] == "?.";
            var name = Word();
            value = () => Member(before(), name, optional);
        }

        return value;
    }

    private Func<JsonNode?> Primary()
    {
        if (Accept("("))
        {
            var inner = Or();
            Expect(")");
            return inner;
        }

        if (Accept("["))
        {
            var items = new List<Func<JsonNode?>>();
            while (!Accept("]"))
            {
                items.Add(Or());
                if (Current != "]")
                {
                    Expect(",");
                }
            }

            return () => new JsonArray([.. items.Select(item => item()?.DeepClone())]);
        }

        var word = Word();
        if (word[0] == '\'')
        {
            return () => word[1..];
        }

        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return () => number;
        }

        if (word == "asInt")
        {
            Expect("(");
            var argument = Or();
            Expect(")");
            return () => AsInt(argument());
        }

        return word switch
        {
            "nil" => () => null,
            "true" => () => true,
            "false" => () => false,
            _ when environment.TryGetPropertyValue(word, out var known) => () => known,
            _ => throw new ExpressionException($"unknown name {word}"),
        };
    }

    private static JsonNode? Member(JsonNode? of, string name, bool optional) =>
        of switch
        {
            JsonObject item => item[name],
            null when optional => null,
            null => throw new ExpressionException($"cannot fetch {name} from <nil>"),
            _ => throw new ExpressionException($"cannot fetch {name} from {of.GetValueKind()}"),
        };

    private static bool AreEqual(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    private static bool IsIn(JsonNode? value, JsonNode? list) =>
        list is JsonArray items
            ? items.Any(item => AreEqual(value, item))
            : throw new ExpressionException("'in' needs a list on its right");

    private static bool Matches(JsonNode? value, JsonNode? pattern) => value is not null && GoPattern.IsMatch(Text(pattern), Text(value));

    private static JsonNode AsInt(JsonNode? value) =>
        long.TryParse(value?.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ExpressionException($"'{value}' is no whole number");

    private static string Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw new ExpressionException($"a text is expected, not {value?.GetValueKind().ToString() ?? "<nil>"}");

    private static bool Bool(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            var kind => throw new ExpressionException($"true or false is expected, not {kind?.ToString() ?? "<nil>"}"),
        };

    private string Word() =>
        Current is { } word && (word[0] == '\'' || char.IsAsciiLetterOrDigit(word[0]) || word[0] == '_')
            ? tokens[position++]
            : throw Unexpected();

    private void Expect(string token)
    {
        if (!Accept(token))
        {
            throw Unexpected();
        }
    }

    private bool Accept(string token)
    {
        if (Current != token)
        {
            return false;
        }

        position++;
        return true;
    }

    private ExpressionException Unexpected() => new($"'{Current ?? "end"}' is not expected in '{text}'");
}
