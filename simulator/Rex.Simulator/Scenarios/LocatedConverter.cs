using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Rex.Simulator.Scenarios;

/// <summary>Reads values that remember their line.</summary>
internal sealed class LocatedConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) =>
        type == typeof(Located<string>)
        || type == typeof(Located<Condition>)
        || type == typeof(Located<Condition>?)
        || type == typeof(Located<Faults.FaultAction>)
        || type == typeof(Located<GitHubDeedKind>)
        || type == typeof(Located<InterventionKind>)
        || type == typeof(Located<string>?);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var scalar = parser.Consume<Scalar>();
        try
        {
            if (type == typeof(Located<Condition>) || type == typeof(Located<Condition>?))
            {
                return new Located<Condition>(Condition.Parse(scalar.Value), scalar.Start.Line);
            }

            if (type == typeof(Located<Faults.FaultAction>))
            {
                return new Located<Faults.FaultAction>(Parse<Faults.FaultAction>(scalar.Value), scalar.Start.Line);
            }

            if (type == typeof(Located<InterventionKind>))
            {
                return new Located<InterventionKind>(Parse<InterventionKind>(scalar.Value), scalar.Start.Line);
            }

            if (type == typeof(Located<GitHubDeedKind>))
            {
                return new Located<GitHubDeedKind>(Parse<GitHubDeedKind>(scalar.Value), scalar.Start.Line);
            }

            return new Located<string>(scalar.Value, scalar.Start.Line);
        }
        catch (FormatException error)
        {
            throw new YamlException(scalar.Start, scalar.End, error.Message);
        }
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException();

    private static T Parse<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException(
                $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]))}"
            );
}
