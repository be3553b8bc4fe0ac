using Rex.Core.Pushes;

namespace Rex.Core.Tests.Architecture;

public class DependencyTests
{
    [Fact]
    public void RexCore_ReferencesTheFrameworkAlone() =>
        typeof(Push)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
