using Rex.Embedded.Json;

namespace Rex.Embedded.Discovery;

/// <summary>The version that is given at <c>/version</c>: the Kubernetes release whose behaviour is followed.</summary>
internal static class ServerVersion
{
    public const string Name = "v1.32.0+embedded";

    public static readonly JsonMap Document = JsonMap.Of(
        ("major", "1"),
        ("minor", "32"),
        ("gitVersion", Name),
        ("gitCommit", ""),
        ("gitTreeState", "clean"),
        ("buildDate", "1970-01-01T00:00:00Z"),
        ("goVersion", ""),
        ("compiler", "dotnet"),
        ("platform", "dotnet/any")
    );
}
