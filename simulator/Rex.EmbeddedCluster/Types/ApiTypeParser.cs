using System.Globalization;

namespace Rex.Embedded.Types;

/// <summary>
/// Reads the notation of the built-in types. A line is <c>Type: field, field; whole</c>, continued after <c>|</c>. A field is its protobuf number, its name
/// (<c>!</c> where required, <c>+</c> for fields that are inlined), its type (<c>[]</c> list, <c>{}</c> map), and marks: <c>merge</c>, <c>merge:key</c>,
/// <c>retain</c>, <c>keys:a/b</c>, <c>set</c>, <c>whole</c>, <c>omit</c>, <c>=default</c>.
/// </summary>
internal sealed class ApiTypeParser(IReadOnlyDictionary<string, ApiType> shared)
{
    private static readonly Dictionary<string, ApiScalar> Scalars = new(StringComparer.Ordinal)
    {
        ["string"] = ApiScalar.Text,
        ["int"] = ApiScalar.Int32,
        ["long"] = ApiScalar.Int64,
        ["double"] = ApiScalar.Double,
        ["bool"] = ApiScalar.Truth,
        ["bytes"] = ApiScalar.Bytes,
        ["time"] = ApiScalar.Time,
        ["microtime"] = ApiScalar.MicroTime,
        ["quantity"] = ApiScalar.Quantity,
        ["intstr"] = ApiScalar.IntOrText,
        ["object"] = ApiScalar.Object,
        ["any"] = ApiScalar.Any,
    };

    /// <summary>Reads the types of a package. Names are looked for among them first, then among the shared ones.</summary>
    public IReadOnlyDictionary<string, ApiType> Parse(string package, string text)
    {
        var lines = text.ReplaceLineEndings("\n")
            .Replace("\n|", ",", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToList();
        var own = lines.ToDictionary(l => l[0], l => new ApiType(package, l[0]), StringComparer.Ordinal);
        foreach (var line in lines)
        {
            Complete(own[line[0]], line[1], name => own.GetValueOrDefault(name) ?? shared[name]);
        }

        return own;
    }

    private static void Complete(ApiType type, string line, Func<string, ApiType> find)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        var fields = new List<ApiField>();
        var inlined = new Dictionary<int, ApiType>();
        foreach (var words in parts[0].Split(',').Select(f => f.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var numbered = int.TryParse(words[0], CultureInfo.InvariantCulture, out var number);
            var rest = numbered ? words[1..] : words;
            if (rest[0] == "+")
            {
                inlined.Add(number, find(rest[1]));
            }
            else
            {
                fields.Add(Field(number, rest, find));
            }
        }

        type.Complete(fields, inlined, parts.Length > 1);
    }

    private static ApiField Field(int number, string[] words, Func<string, ApiType> find)
    {
        var (name, form) = (words[0].TrimEnd('!'), words[1]);
        var value = form.TrimStart('[', ']', '{', '}');
        var scalar = Scalars.GetValueOrDefault(value);
        string? Mark(string mark) =>
            words.Skip(2).FirstOrDefault(w => w.StartsWith(mark, StringComparison.Ordinal)) is { } word ? word[mark.Length..] : null;
        return new ApiField
        {
            Name = name,
            Number = number,
            Required = words[0].EndsWith('!'),
            Shape = form[0] switch
            {
                '[' => ApiShape.List,
                '{' => ApiShape.Map,
                _ => ApiShape.One,
            },
            Scalar = scalar,
            Type = scalar == ApiScalar.None ? find(value) : null,
            Merges = Mark("merge") is not null,
            MergeKey = Mark("merge:") ?? "",
            RetainsKeys = Mark("retain") is not null,
            ListKeys = Mark("keys:")?.Split('/') ?? [],
            IsSet = Mark("set") is not null,
            IsWhole = Mark("whole") is not null,
            OmitsZero = Mark("omit") is not null,
            Default = Mark("="),
        };
    }
}
