using System.CommandLine;
using System.Text.Json.Nodes;
using Rex.Host.Commands;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>What <c>rex manifests</c> prints.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Text">The manifests.</param>
/// <param name="Errors">What is said besides.</param>
internal sealed record PrintedManifests(int Code, string Text, string Errors)
{
    public IReadOnlyList<JsonObject> Objects => [.. YamlJson.ParseAll(Text).Cast<JsonObject>()];

    public JsonObject OfKind(string kind) => Objects.Single(one => (string?)one["kind"] == kind);

    public static PrintedManifests Print(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = RexCommandLine
            .Create()
            .Parse(["manifests", .. arguments])
            .Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return new PrintedManifests(code, output.ToString(), errors.ToString());
    }
}
