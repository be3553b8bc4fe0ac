using System.Reflection;
using PublicApiGenerator;
using Rex.Adapters;
using Rex.Core.Options;
using Rex.Embedded;

namespace Rex.Simulator.Tests.Packaging;

/// <summary>
/// What the packages offer stands in a file beside each project, so that a change of it is seen where it is made. With <c>REX_WRITE_DOCS=1</c> the
/// files are written instead of compared.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("src/Rex.Core", typeof(RexOptions))]
    [InlineData("src/Rex.Adapters", typeof(RexConnectionOptions))]
    [InlineData("simulator/Rex.EmbeddedCluster", typeof(EmbeddedCluster))]
    public void Surface_OfPackage_IsAsItsFileSays(string project, Type one)
    {
        var surface = Surface(one.Assembly);
        var file = Path.Combine(Checkout.Root!.FullName, project, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, surface);
        }

        File.ReadAllText(file).ShouldBe(surface, $"{project}/PublicApi.txt is out of date: run the tests once with REX_WRITE_DOCS=1");
    }

    private static string Surface(Assembly assembly) =>
        assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
}
