using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Commands;

/// <summary>Finds scenarios by name, file or folder.</summary>
internal static class ScenarioSelection
{
    /// <summary>Those that were named, in the order in which they were; all that come with the simulator where none was.</summary>
    /// <exception cref="ScenarioException">There is none of that name, or a file is wrong.</exception>
    public static IReadOnlyList<Scenario> Find(IReadOnlyList<string> names) =>
        names.Count == 0 ? Folder(SimulatorFiles.Scenarios) : [.. names.SelectMany(Find)];

    private static IEnumerable<Scenario> Find(string name)
    {
        if (Directory.Exists(name))
        {
            return Folder(name);
        }

        if (File.Exists(name))
        {
            return [ScenarioReader.ReadFile(name)];
        }

        var known = Path.Combine(SimulatorFiles.Scenarios, name + ".yaml");
        return File.Exists(known)
            ? [ScenarioReader.ReadFile(known)]
            : throw new ScenarioException(name, 0, "there is no scenario, file or folder of that name; 'rex-sim list' shows all scenarios");
    }

    private static List<Scenario> Folder(string folder) =>
        Directory.GetFiles(folder, "*.yaml") is { Length: > 0 } files
            ? [.. files.Order(StringComparer.Ordinal).Select(ScenarioReader.ReadFile)]
            : throw new ScenarioException(folder, 0, "there is no scenario in this folder: no file ends in .yaml");
}
