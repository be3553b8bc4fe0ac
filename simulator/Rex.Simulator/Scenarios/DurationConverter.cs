using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Rex.Simulator.Scenarios;

/// <summary>Reads durations: <c>500ms</c>, <c>2s</c>, <c>5m</c>, <c>1h</c>, <c>3d</c>.</summary>
internal sealed class DurationConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(TimeSpan) || type == typeof(TimeSpan?);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var scalar = parser.Consume<Scalar>();
        try
        {
            return Parse(scalar.Value);
        }
        catch (FormatException error)
        {
            throw new YamlException(scalar.Start, scalar.End, error.Message);
        }
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException();

    /// <exception cref="FormatException">It is no duration.</exception>
    public static TimeSpan Parse(string text)
    {
        var digits = text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is '.' or '-').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
        {
            throw NoDuration();
        }

        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(amount),
            "s" => TimeSpan.FromSeconds(amount),
            "m" => TimeSpan.FromMinutes(amount),
            "h" => TimeSpan.FromHours(amount),
            "d" => TimeSpan.FromDays(amount),
            _ => throw NoDuration(),
        };

        FormatException NoDuration() => new($"'{text}' is no duration: write 500ms, 2s, 5m, 1h or 3d");
    }
}
