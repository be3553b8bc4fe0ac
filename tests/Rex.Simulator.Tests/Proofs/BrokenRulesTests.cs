using Rex.Simulator.Commands;
using Rex.Simulator.Proofs;

namespace Rex.Simulator.Tests.Proofs;

public sealed class BrokenRulesTests
{
    [Fact]
    public void All_Names_AreDistinct() => BrokenRules.All.Select(broken => broken.Name).ShouldBeUnique();

    [Fact]
    public void All_ScenariosThatShouldNotice_AreThere()
    {
        var known = ScenarioSelection.Find([]).Select(scenario => scenario.Name).ToHashSet();

        foreach (var broken in BrokenRules.All)
        {
            broken.CaughtBy.ShouldNotBeEmpty(broken.Name);
            broken.CaughtBy.ShouldAllBe(name => known.Contains(name));
        }
    }

    [Fact]
    public void Find_SomeNames_GivesTheseInTheirOrder() =>
        BrokenRules.Find(["pods-left", "no-hold"]).Select(broken => broken.Name).ShouldBe(["pods-left", "no-hold"]);

    [Fact]
    public void Find_UnknownName_SaysWhichThereAre() =>
        Should
            .Throw<InvalidDataException>(() => BrokenRules.Find(["nothing"]))
            .Message.ShouldContain("ancestors-left-failed, cleaning-not-confirmed");
}
