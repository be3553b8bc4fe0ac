namespace Rex.Simulator.Commands;

/// <summary>Where scenarios and recorded deliveries lie: beside the program, where the build copies them.</summary>
internal static class SimulatorFiles
{
    public static string Scenarios => Path.Combine(AppContext.BaseDirectory, "scenarios");

    public static string Deliveries => Path.Combine(AppContext.BaseDirectory, "deliveries");
}
