using System.Reflection;

namespace Rex.Simulator.Tests.Architecture;

public class DependencyTests
{
    [Theory]
    [InlineData("Rex.Core")]
    [InlineData("Rex.Adapters", "Rex.Core")]
    [InlineData("Rex.EmbeddedCluster")]
    [InlineData("Rex.ApiServerCluster")]
    [InlineData("rex", "Rex.Core", "Rex.Adapters")]
    [InlineData("rex-sim", "Rex.Core", "Rex.Adapters", "rex", "Rex.EmbeddedCluster", "Rex.ApiServerCluster")]
    public void Assembly_ReferencesOnlyWhatLiesFurtherIn(string name, params string[] inner) =>
        Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!).Where(IsOurs).Except(inner).ShouldBeEmpty();

    // A mistake that Rex and its judge both make is not found: what the simulator judges by is written a second time.
    [Theory]
    [InlineData("Rex.Simulator.Argo")]
    [InlineData("Rex.Simulator.Fuzzing")]
    [InlineData("Rex.Simulator.GitHub")]
    [InlineData("Rex.Simulator.Ledgers")]
    [InlineData("Rex.Simulator.Oracles")]
    [InlineData("Rex.Simulator.Platform")]
    [InlineData("Rex.Simulator.Proxies")]
    public void StandInsAndOracle_UseNothingOfRex(string name)
    {
        var types = Assembly.Load("rex-sim").GetTypes().Where(type => IsIn(type, name)).ToArray();

        types.ShouldNotBeEmpty();
        types
            .SelectMany(type => TypeUse.Of(type).Where(IsOfRex).Select(used => $"{type.FullName} uses {used.FullName}"))
            .Distinct()
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(Culprit))]
    [InlineData(typeof(CulpritOfTheHost))]
    public void TypeUse_TypeThatUsesRexInsideAMethodOnly_IsSeen(Type culprit) => TypeUse.Of(culprit).Where(IsOfRex).ShouldNotBeEmpty();

    private static bool IsIn(Type type, string name) =>
        type.Namespace is { } own && (own == name || own.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The executables are called <c>rex</c> and <c>rex-sim</c>.</summary>
    private static bool IsOurs(string assembly) => assembly.Split('.', '-')[0].Equals("rex", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfRex(Type type) => type.Assembly.GetName().Name is "Rex.Core" or "Rex.Adapters" or "rex";

    private static class Culprit
    {
        public static bool IsTask(string text) => Core.Pushes.TaskId.TryParse(text, out _);
    }

    private static class CulpritOfTheHost
    {
        public static bool IsJson() => new Host.Serving.ServeSettings().JsonLog;
    }
}
