using System.Text.Json.Nodes;
using Rex.Embedded.Tests.Kubectl;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>What kustomize makes of the shipped folders. Where there is no <c>kubectl</c> they are skipped.</summary>
public sealed class OverlayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-overlays-");

    [Theory]
    [InlineData("base")]
    [InlineData("argo")]
    [InlineData("overlays/example")]
    [InlineData("overlays/namespaces")]
    public async Task Build_OfFolder_BindsOnlyAccountsThatAreThere(string folder)
    {
        var objects = await BuildAsync(folder);

        var accounts = OfKind(objects, "ServiceAccount").Select(account => (NamespaceOf(account), NameOf(account))).ToList();
        foreach (var binding in OfKind(objects, "RoleBinding"))
        {
            var role = OfKind(objects, "Role").Where(role => NamespaceOf(role) == NamespaceOf(binding)).Select(NameOf);
            role.ShouldContain((string)binding["roleRef"]!["name"]!);
            foreach (var subject in binding["subjects"]!.AsArray())
            {
                accounts.ShouldContain(((string)subject!["namespace"]!, (string)subject["name"]!));
            }
        }
    }

    [Theory]
    [InlineData("base")]
    [InlineData("overlays/example")]
    [InlineData("overlays/namespaces")]
    public async Task Build_OfFolder_GivesItsSettingsToTheDeployment(string folder)
    {
        var objects = await BuildAsync(folder);

        var settings = OfKind(objects, "ConfigMap").ShouldHaveSingleItem();
        var deployment = OfKind(objects, "Deployment").ShouldHaveSingleItem();
        var mounted = deployment["spec"]!["template"]!["spec"]!["volumes"]!
            .AsArray()
            .Select(volume => (string?)volume!["configMap"]?["name"]);
        mounted.ShouldContain(NameOf(settings));
        var names = JsonNode.Parse((string)settings["data"]!["settings.json"]!)!["Rex"]!["Names"]!;
        ((string)names["RemediationNamespace"]!).ShouldBe(NamespaceOf(deployment));
        OfKind(objects, "Role").Select(NamespaceOf).ShouldContain((string)names["WorkflowNamespace"]!);
        OfKind(objects, "Role").Select(NamespaceOf).ShouldContain((string)names["AgentRunNamespace"]!);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<IReadOnlyList<JsonObject>> BuildAsync(string folder)
    {
        Assert.SkipWhen(KubectlProcess.Executable is null, "kubectl is not on the path");
        await using var kubectl = KubectlProcess.Start(
            _folder.FullName,
            Path.Combine(_folder.FullName, "none"),
            "kustomize",
            Path.Combine(Checkout.Root!.FullName, "deploy", folder)
        );
        var (code, output) = await kubectl.FinishAsync("", TestContext.Current.CancellationToken);
        code.ShouldBe(0, output);
        var file = Path.Combine(_folder.FullName, "built.yaml");
        await File.WriteAllTextAsync(file, output, TestContext.Current.CancellationToken);
        return YamlDocuments.Read(file);
    }

    private static IEnumerable<JsonObject> OfKind(IEnumerable<JsonObject> objects, string kind) =>
        objects.Where(one => (string?)one["kind"] == kind);

    private static string NameOf(JsonObject one) => (string)one["metadata"]!["name"]!;

    private static string? NamespaceOf(JsonObject one) => (string?)one["metadata"]!["namespace"];
}
