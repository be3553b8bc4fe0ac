namespace Rex.Simulator.Tests.Packaging;

public sealed class PackageContentTests
{
    [Fact]
    public void Folder_AllPackages_AreTheLibrariesAndTheTools() =>
        Directory
            .GetFiles(PackageFolder.Path, "*.nupkg")
            .Select(file => Path.GetFileName(file).Replace($".{PackageFolder.Version}.nupkg", "", StringComparison.Ordinal))
            .ShouldBe(["Rex.Core", "Rex.Adapters", "Rex.EmbeddedCluster", "Rex.Host", "Rex.Simulator"], ignoreOrder: true);

    [Theory]
    [InlineData("Rex.Core")]
    [InlineData("Rex.Adapters")]
    [InlineData("Rex.EmbeddedCluster")]
    [InlineData("Rex.Host")]
    [InlineData("Rex.Simulator")]
    public void Package_OfEach_SaysWhatItIsAndUnderWhichLicence(string id)
    {
        using var package = OpenedPackage.Of(id);

        package.Files.ShouldContain("README.md");
        package.Files.ShouldContain("LICENSE");
        package.Text("license").ShouldBe("Apache-2.0");
        package.Text("readme").ShouldBe("README.md");
        package.Text("description").ShouldNotContain("Package Description");
        package.Text("tags").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Rex.Core")]
    [InlineData("Rex.Adapters")]
    [InlineData("Rex.EmbeddedCluster")]
    public void Library_OfEach_HasDocumentationAndSymbolsOfNoMachine(string id)
    {
        using var package = OpenedPackage.Of(id);
        using var symbols = OpenedPackage.Of(id, "snupkg");

        package.Files.ShouldContain($"lib/net10.0/{id}.xml");
        package.IsReproducible($"lib/net10.0/{id}.dll").ShouldBeTrue();
        symbols.SourcesOf($"lib/net10.0/{id}.pdb").ShouldAllBe(source => source.StartsWith("/_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Rex.Adapters")]
    [InlineData("Rex.Host")]
    public void Package_ThatReadsSettings_HasTheirSchema(string id)
    {
        using var package = OpenedPackage.Of(id);

        package.Files.ShouldContain("settings.schema.json");
    }

    [Theory]
    [InlineData("Rex.Core", new string[0])]
    [InlineData("Rex.EmbeddedCluster", new string[0])]
    [InlineData(
        "Rex.Adapters",
        new[]
        {
            "Rex.Core",
            "KubernetesClient",
            "Microsoft.Extensions.Http",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "Microsoft.IdentityModel.JsonWebTokens",
        }
    )]
    public void Library_OfEach_NeedsNothingElse(string id, string[] needed)
    {
        using var package = OpenedPackage.Of(id);

        package.Dependencies.ShouldBe(needed, ignoreOrder: true);
    }
}
