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
        || type == typeof(Located<Faults.FaultAction>)
        || type == typeof(Located<GitHubDeedKind>)
        || type == typeof(Located<string>?);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var scalar = parser.Consume<Scalar>();
        try
        {
            if (type == typeof(Located<Condition>))
            {
                return new Located<Condition>(Condition.Parse(scalar.Value), scalar.Start.Line);
            }

            if (type == typeof(Located<Faults.FaultAction>))
            {
                return new Located<Faults.FaultAction>(ParseAction(scalar.Value), scalar.Start.Line);
            }

            if (type == typeof(Located<GitHubDeedKind>))
            {
                return new Located<GitHubDeedKind>(ParseDeed(scalar.Value), scalar.Start.Line);
            }

            return new Located<string>(scalar.Value, scalar.Start.Line);
        }
        catch (FormatException error)
        {
            throw new YamlException(scalar.Start, scalar.End, error.Message);
        }
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException();

    private static Faults.FaultAction ParseAction(string text) =>
        Enum.TryParse<Faults.FaultAction>(text, ignoreCase: true, out var action)
            ? action
            : throw new FormatException($"'{text}' is none of answer, delay, cutBefore, cutAfter, crashBefore, crashAfter");

    private static GitHubDeedKind ParseDeed(string text) =>
        Enum.TryParse<GitHubDeedKind>(text, ignoreCase: true, out var deed)
            ? deed
            : throw new FormatException($"'{text}' is none of open, close, label");
}
