using System.Diagnostics.CodeAnalysis;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>What WireMock is made of: its jar, and the machine's Java.</summary>
/// <param name="Java">The path of <c>java</c>.</param>
/// <param name="Jar">The path of the jar of the standalone server.</param>
internal sealed record WireMockPrograms(string Java, string Jar)
{
    /// <summary>The environment variable that names the jar.</summary>
    public const string Variable = "REX_WIREMOCK_JAR";

    /// <summary>Looks where the environment says.</summary>
    /// <param name="programs">What was found.</param>
    /// <param name="missing">What is missing and how to get it; null where all is there.</param>
    public static bool TryFind([NotNullWhen(true)] out WireMockPrograms? programs, [NotNullWhen(false)] out string? missing) =>
        TryFind(
            Environment.GetEnvironmentVariable(Variable),
            Environment.GetEnvironmentVariable("JAVA_HOME"),
            Environment.GetEnvironmentVariable("PATH"),
            out programs,
            out missing
        );

    /// <summary>Looks for the jar at a path, and for Java first in its home and then on a search path.</summary>
    /// <inheritdoc cref="TryFind(out WireMockPrograms?, out string?)"/>
    public static bool TryFind(
        string? jar,
        string? javaHome,
        string? searchPath,
        [NotNullWhen(true)] out WireMockPrograms? programs,
        [NotNullWhen(false)] out string? missing
    )
    {
        programs = null;
        if (string.IsNullOrEmpty(jar))
        {
            missing = $"{Variable} is not set: {HowToGetTheJar}";
            return false;
        }

        if (!File.Exists(jar))
        {
            missing = $"There is no {jar}, where {Variable} points: {HowToGetTheJar}";
            return false;
        }

        IEnumerable<string> folders = string.IsNullOrEmpty(javaHome)
            ? (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(javaHome, "bin")];
        var java = folders
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "java.exe" : "java"))
            .FirstOrDefault(File.Exists);
        if (java is null)
        {
            missing =
                $"There is no java {(string.IsNullOrEmpty(javaHome) ? "on the PATH" : $"in {javaHome}, where JAVA_HOME points")}: "
                + "WireMock needs Java 11 or later; Debian's openjdk-17-jre-headless will do.";
            return false;
        }

        programs = new WireMockPrograms(java, jar);
        missing = null;
        return true;
    }

    private const string HowToGetTheJar =
        "it has to name the jar of the standalone WireMock server. eng/install-wiremock.sh installs one and prints its path.";
}
