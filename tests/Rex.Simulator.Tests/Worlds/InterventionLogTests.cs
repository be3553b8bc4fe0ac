using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Worlds;

public sealed class InterventionLogTests
{
    private static readonly InterventionDescription Retry = new() { Do = new Located<InterventionKind>(InterventionKind.Retry, 7) };

    [Fact]
    public void Problems_DoneAsTheScenarioHasIt_AreNone()
    {
        var log = new InterventionLog([Retry]);

        log.Note(Retry, "play-3", null);

        log.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Problems_NeverDone_AreTold() =>
        new InterventionLog([Retry]).Problems().ShouldBe(["the intervention Retry (line 7) never happened"]);

    [Fact]
    public void Problems_RefusedWhereItShouldNotBe_AreTold()
    {
        var log = new InterventionLog([Retry]);

        log.Note(Retry, "play-3", null);
        log.Note(Retry, "play-4", "Cannot retry a workflow in phase Running");

        log.Problems().ShouldBe(["the intervention Retry (line 7) was refused: Cannot retry a workflow in phase Running"]);
    }

    [Fact]
    public void Problems_NotRefusedWhereItShouldBe_AreTold()
    {
        var refused = Retry with { Refused = true };
        var log = new InterventionLog([refused]);

        log.Note(refused, "play-3", null);
        log.Note(refused, "play-3", "Cannot retry a workflow in phase Running");

        log.Problems().ShouldBe(["the intervention Retry (line 7) was not refused"]);
    }
}
