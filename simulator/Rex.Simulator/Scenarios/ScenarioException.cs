namespace Rex.Simulator.Scenarios;

/// <summary>A scenario file says something that cannot be; the message names file, line and field.</summary>
internal sealed class ScenarioException(string file, long line, string problem)
    : Exception(line > 0 ? $"{file}({line}): {problem}" : $"{file}: {problem}");
