using Rex.Core.Pushes;

namespace Rex.Core.Tests.Architecture;

public class DependencyTests
{
    [Fact]
    public void RexCore_ReferencesTheFrameworkAlone()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        typeof(Push)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !File.Exists(Path.Combine(framework, name + ".dll")))
            .ShouldBeEmpty();
    }
}
