using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>A remediation right before its restart write, and ways to disturb what the write led to.</summary>
public abstract class DisturbedRestart
{
    private protected static readonly string[] RestartHoldRepair = ["restart play-7", "hold play-7", "repair play-7"];

    private readonly Remediation _remediation;

    protected DisturbedRestart()
    {
        _remediation = TheWorld.Accept(Samples.Push());
        TheWorld.RunUpTo(StepName.ResetWorkflow, _remediation);
        TheWorld.Writes.Clear();
    }

    private protected RemediationId Id => _remediation.Id;

    private protected World TheWorld { get; } = World.G2WhileTesting();

    private protected void AfterRestart(Action act) =>
        TheWorld.Calls.After(Call.PatchWorkflow, () => TheWorld.Time.Later(TimeSpan.FromSeconds(1), act), on: "restart play-7");

    /// <summary>Right when the controller has taken the workflow up, before Rex sees it.</summary>
    private protected void AfterTakeUp(Action act) => TheWorld.Controller.TookUp = act;

    /// <summary>What the remediation had noted of its restart before it made it.</summary>
    private protected RestartRecord Recorded() => TheWorld.Store[_remediation.Id].Status.Restart!;

    private protected void ShouldRunAgain()
    {
        ((string?)TheWorld.Node("quality")!["phase"]).ShouldBe("Running");
        Hold.HolderOf(TheWorld.Main()).ShouldBeNull();
        TheWorld.Main().Labels["workflows.argoproj.io/completed"].ShouldBe("false");
        ((JsonObject)TheWorld.Workflows["play-7"]["status"]!["nodes"]!)
            .Select(node => node.Key)
            .ShouldBe([Plays.Id("root"), Plays.Id("impl"), Plays.Id("quality")], ignoreOrder: true);
    }

    private protected StepOutcome.End Run() => TheWorld.Run(StepName.ResumePipeline, _remediation).ShouldBeOfType<StepOutcome.End>();
}
