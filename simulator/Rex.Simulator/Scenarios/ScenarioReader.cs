using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Rex.Simulator.Scenarios;

/// <summary>Reads scenario files.</summary>
internal static class ScenarioReader
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithTypeConverter(new DurationConverter())
        .WithTypeConverter(new LocatedConverter())
        .WithDuplicateKeyChecking()
        .Build();

    /// <exception cref="ScenarioException">The file says something that cannot be; the message names file, line and field.</exception>
    public static Scenario ReadFile(string path) => Read(path, File.ReadAllText(path));

    public static Scenario Read(string path, string text)
    {
        Scenario scenario;
        try
        {
            scenario = Deserializer.Deserialize<Scenario>(text) ?? throw new ScenarioException(path, 1, "the file is empty");
        }
        catch (YamlException error)
        {
            throw new ScenarioException(path, error.Start.Line, Reason(error));
        }

        scenario.Name = Path.GetFileNameWithoutExtension(path);
        ScenarioDefaults.Apply(scenario);
        ScenarioCheck.Check(path, scenario);
        return scenario;
    }

    private static string Reason(YamlException error)
    {
        Exception innermost = error;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return innermost.Message;
    }
}
