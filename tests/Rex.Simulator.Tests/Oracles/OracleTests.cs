using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>Each invariant is broken in a ledger written by hand, and found.</summary>
public sealed class OracleTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(8);

    [Fact]
    public void Judge_FaultlessRestart_FindsNothing() => LedgerBuilder.Faultless().Judge().ShouldBeEmpty();

    [Fact]
    public void Judge_RunOfAnotherTaskDeleted_ViolatesS1() =>
        Find(Begun().Run("cleo-of-4", "5DLabs-Cleo", task: 4, workflow: LedgerBuilder.Other.Workflow).Cancel("cleo-of-4"), "S1")
            .ShouldContain(violation => violation.Object == "coderuns/cleo-of-4" && violation.Why.Contains("task-4"));

    [Fact]
    public void Judge_RunOfAnotherRepositoryDeleted_ViolatesS1()
    {
        var run = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "cleo-of-cellar",
                ["labels"] = new JsonObject { ["task-id"] = "3", ["github-app"] = "5DLabs-Cleo" },
            },
            ["spec"] = new JsonObject { ["repositoryUrl"] = "https://github.com/acme/cellar" },
        };
        var ledger = Begun().Add("harness", "POST", "/apis/agents.platform/v1/namespaces/agent-platform/coderuns", "", run);

        Find(ledger.Cancel("cleo-of-cellar"), "S1").ShouldHaveSingleItem().Object.ShouldBe("coderuns/cleo-of-cellar");
    }

    [Fact]
    public void Judge_RunOfTheImplementationAgentDeleted_ViolatesS1() =>
        Find(Begun().Run("rex-run", "5DLabs-Rex").Cancel("rex-run"), "S1").ShouldHaveSingleItem().Why.ShouldContain("5DLabs-Rex");

    [Theory]
    [InlineData("POST", "/api/v1/namespaces/agent-platform/events")]
    [InlineData("DELETE", "/apis/events.k8s.io/v1/namespaces/agent-platform/events/of-somebody")]
    [InlineData("PUT", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/coderuns.agents.platform")]
    [InlineData("PUT", "/apis/coordination.k8s.io/v1/namespaces/agent-platform/leases/of-somebody")]
    [InlineData("DELETE", "/apis/coordination.k8s.io/v1/namespaces/agent-platform/leases")]
    [InlineData("DELETE", "/apis/rex.agents.platform/v1alpha1/namespaces/agent-platform/remediations")]
    public void Judge_WriteThatNoRuleAsksFor_ViolatesS1(string method, string path) =>
        Find(Begun().Add("rex-0", method, path, "{}", null), "S1").ShouldHaveSingleItem();

    [Theory]
    [InlineData("POST", "/apis/coordination.k8s.io/v1/namespaces/agent-platform/leases")]
    [InlineData("PUT", "/apis/coordination.k8s.io/v1/namespaces/agent-platform/leases/rex")]
    [InlineData("POST", "/apis/rex.agents.platform/v1alpha1/namespaces/agent-platform/remediations")]
    [InlineData("DELETE", "/apis/rex.agents.platform/v1alpha1/namespaces/agent-platform/remediations/rex-7-3-1-cccccccccccc-00000000")]
    public void Judge_WriteToRexsOwn_FindsNothing(string method, string path) =>
        Find(Begun().Add("rex-0", method, path, "{}", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "rex" } }), "S1")
            .ShouldBeEmpty();

    [Fact]
    public void Judge_FinishedRunDeleted_ViolatesS1() =>
        Find(Begun().Run("old", "5DLabs-Cleo", phase: "Succeeded").Cancel("old"), "S1")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("finished");

    [Theory]
    [InlineData(29, 0)]
    [InlineData(31, 1)]
    public void Judge_RunDeletedWithoutARestart_ViolatesS1WhereItLooksAtThePush(int createdAfter, int found) =>
        Find(Begun().At(TimeSpan.FromSeconds(createdAfter)).Run("cleo-1", "5DLabs-Cleo").Cancel("cleo-1"), "S1")
            .Count(violation => violation.Why.Contains("looked at the push of bbbbbbbbbbbb"))
            .ShouldBe(found);

    [Fact]
    public void Judge_YoungRunDeletedBeforeARestart_FindsNothing() =>
        Find(Begun().Hold().At(TimeSpan.FromSeconds(40)).Run("cleo-1", "5DLabs-Cleo").Cancel("cleo-1").Restart(), "S1").ShouldBeEmpty();

    [Fact]
    public void Judge_OtherLabelRemoved_ViolatesS1() =>
        Find(Begun().RemoveLabel("bug"), "S1").ShouldHaveSingleItem().Why.ShouldContain("bug");

    [Fact]
    public void Judge_WriteBeforeAnythingWasPushed_ViolatesS1() =>
        Find(new LedgerBuilder().WorkflowIs().Hold(), "S1").ShouldHaveSingleItem().Why.ShouldContain("nothing was pushed");

    [Fact]
    public void Judge_ObjectThatRexHasNoBusinessWith_ViolatesS1() =>
        Find(Begun().Add("rex-0", "DELETE", "/api/v1/namespaces/agent-platform/secrets/github", "", null), "S1")
            .ShouldHaveSingleItem()
            .Object.ShouldBe("secrets/github");

    [Fact]
    public void Judge_PodOfANodeThatStaysDeleted_ViolatesS1()
    {
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "play-task-3-x-implementation",
                ["labels"] = new JsonObject { ["workflows.argoproj.io/workflow"] = LedgerBuilder.Workflow },
                ["annotations"] = new JsonObject { ["workflows.argoproj.io/node-id"] = "stays" },
            },
        };
        var stays = new JsonObject
        {
            ["stays"] = LedgerBuilder.Node("implementation", "Succeeded"),
            ["q"] = LedgerBuilder.Node("quality-work", "Running"),
        };
        var after = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = LedgerBuilder.Workflow,
                ["labels"] = new JsonObject { ["current-stage"] = "waiting-pr-created" },
            },
            ["status"] = new JsonObject { ["nodes"] = new JsonObject { ["stays"] = LedgerBuilder.Node("implementation", "Succeeded") } },
        };
        var restart =
            $"{{\"metadata\":{{\"resourceVersion\":\"1\",\"annotations\":{{\"{RexWrite.RestartedFor}\":\"{LedgerBuilder.Id}\"}}}}}}";
        var ledger = new LedgerBuilder()
            .Add("workflow-controller", "POST", "/api/v1/namespaces/agent-platform/pods", "", pod)
            .At(TimeSpan.FromSeconds(5))
            .WorkflowIs(stage: "waiting-pr-created", nodes: stays)
            .DeletePod("play-task-3-x-implementation")
            .Add(
                "rex-0",
                "PATCH",
                $"/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows/{LedgerBuilder.Workflow}",
                restart,
                after
            );

        Find(ledger, "S1").ShouldHaveSingleItem().Why.ShouldContain("stays");
    }

    [Fact]
    public void Judge_WriteAlthoughEveryPushWasSkipped_ViolatesS2()
    {
        var ledger = Begun().Hold();
        ledger.Remediations.Clear();
        ledger.Remediations.Add(new RemediationFact(LedgerBuilder.Id, "Skipped", "AlreadyCompleted", true));

        Find(ledger, "S2").ShouldHaveSingleItem().Why.ShouldContain("AlreadyCompleted");
    }

    [Fact]
    public void Judge_WriteForAPushSupersededBeforeItBegan_ViolatesS2()
    {
        var ledger = Begun().Hold(LedgerBuilder.OlderId).Hold();
        ledger.Remediations.Add(new RemediationFact(LedgerBuilder.OlderId, "Superseded", "NewerPush", false));

        Find(ledger, "S2").ShouldHaveSingleItem().Why.ShouldContain(LedgerBuilder.OlderId);
    }

    [Fact]
    public void Judge_OlderPushHoldsAfterANewerOneRestarted_ViolatesS3() =>
        Find(LedgerBuilder.Faultless().Hold(LedgerBuilder.OlderId), "S3").ShouldHaveSingleItem().Why.ShouldContain("older");

    [Fact]
    public void Judge_HoldOfAnotherTasksWorkflow_ViolatesS3()
    {
        var ledger = Begun();
        ledger.Pushes.Add(new PushFact(LedgerBuilder.Other, new string('d', 40), LedgerBuilder.PushedAt, LedgerBuilder.PushedAt, 3));

        Find(ledger.Hold(workflow: LedgerBuilder.Other.Workflow), "S3").ShouldHaveSingleItem().Why.ShouldContain("is that of task-4");
    }

    [Fact]
    public void Judge_RestartForNoPush_ViolatesS3() =>
        Find(Begun().Restart("rex-7-3-1-cccccccccccc-00000000"), "S3").ShouldHaveSingleItem().Why.ShouldContain("no push");

    [Fact]
    public void Judge_SamePushRestartsTwice_ViolatesS4() => Find(LedgerBuilder.Faultless().Restart(), "S4").ShouldHaveSingleItem();

    [Fact]
    public void Judge_SecondWriteAfterALateWriteOfTheController_IsARepair()
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };

        Find(LedgerBuilder.Faultless().WorkflowIs(nodes: partial).Restart(), "S4").ShouldBeEmpty();
    }

    [Fact]
    public void Judge_SecondWriteAfterTheRemovedNodeCameBackAsItWas_IsARepair() =>
        Find(LedgerBuilder.Faultless().WorkflowIs().Restart(), "S4").ShouldBeEmpty();

    [Fact]
    public void Judge_ThirdWriteOfATreeThatWasPutRight_ViolatesS4()
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };
        var whole = new JsonObject { ["q"] = LedgerBuilder.Node("quality-work", "Running", "2026-03-02T09:14:00Z") };

        Find(LedgerBuilder.Faultless().WorkflowIs(nodes: partial).Restart().WorkflowIs(nodes: whole).Restart(), "S4")
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void Judge_ThirdWriteAfterASecondLateWrite_IsARepair()
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };

        Find(LedgerBuilder.Faultless().WorkflowIs(nodes: partial).Restart().WorkflowIs().Restart(), "S4").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-02T09:09:00Z", 0)]
    [InlineData("2026-03-02T09:10:20Z", 1)]
    public void Judge_SecondWriteAfterAnUnknownNode_IsARepairWhereThatIsOlderThanTheFirst(string startedAt, int found)
    {
        var attempt = new JsonObject { ["a"] = LedgerBuilder.Node("loop(1)", "Running", startedAt) };

        Find(LedgerBuilder.Faultless().WorkflowIs(nodes: attempt).Restart(), "S4").Count.ShouldBe(found);
    }

    [Theory]
    [InlineData("waiting-pr-created", 0)]
    [InlineData("testing-in-progress", 1)]
    [InlineData(null, 1)]
    public void Judge_RepairOfAWorkflowThatWentOn_SetsTheStageItself(string? stage, int found)
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };
        var repair = Restarted().Hold().WorkflowIs(stage: "quality-in-progress", nodes: partial).At(TimeSpan.FromMinutes(3));

        Find(repair.Restart(stage: stage), "S5").Count(violation => violation.Why.Contains("before the reset")).ShouldBe(found);
    }

    [Fact]
    public void Judge_LabelRemovedWhileARunIsAlive_ViolatesS5() =>
        Find(Begun().Hold().RemoveLabel(alive: LedgerBuilder.AliveRun("cleo-1")), "S5").ShouldHaveSingleItem().Why.ShouldContain("cleo-1");

    [Fact]
    public void Judge_LabelRemovedBesideARunThatLooksAtThePush_FindsNothing() =>
        Find(Begun().RemoveLabel(alive: YoungRun()), "S5").ShouldBeEmpty();

    [Fact]
    public void Judge_LabelRemovedBesideAYoungRunBeforeARestart_ViolatesS5() =>
        Find(Begun().RemoveLabel(alive: YoungRun()).Reset(), "S5").ShouldHaveSingleItem().Why.ShouldContain("cleo-2");

    [Fact]
    public void Judge_LabelInAnotherCase_IsTheSame()
    {
        Find(Begun().RemoveLabel("Ready-For-QA"), "S1").ShouldBeEmpty();
        Find(Begun().Hold().Reset("Ready-For-QA"), "S5").ShouldHaveSingleItem().Why.ShouldContain("label");
    }

    [Fact]
    public void Judge_RepositoryInAnotherCase_IsTheSame() =>
        Find(Begun().RemoveLabel(repository: "Acme/Shop", alive: LedgerBuilder.AliveRun("cleo-1")), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("cleo-1");

    [Fact]
    public void Judge_ResetThatNobodySaw_ViolatesS5()
    {
        var path = $"/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows/{LedgerBuilder.Workflow}";
        var stage = """{"metadata":{"resourceVersion":"1","labels":{"current-stage":"waiting-pr-created"}}}""";

        Find(Begun().Add("rex-0", "PATCH", path, stage, null), "S5").ShouldHaveSingleItem().Why.ShouldContain("nobody saw");
    }

    [Fact]
    public void Judge_ResetWhileTheLabelIsThere_ViolatesS5() =>
        Find(Begun().Hold().Reset("ready-for-qa"), "S5").ShouldHaveSingleItem().Why.ShouldContain("label");

    [Fact]
    public void Judge_RestartBeforeTheReset_ViolatesS5() =>
        Find(Begun().WorkflowIs(stage: "waiting-ready-for-qa").Hold().RemoveLabel().Restart(), "S5")
            .ShouldContain(violation => violation.Why.Contains("before the reset"));

    [Fact]
    public void Judge_RestartWhileTheLabelIsThere_ViolatesS5() =>
        Find(Begun().Hold().Reset().Restart(labels: ["ready-for-qa"]), "S5").ShouldHaveSingleItem().Why.ShouldContain("label");

    [Fact]
    public void Judge_RestartWhileARunIsAlive_ViolatesS5() =>
        Find(Begun().Hold().Reset().Restart(alive: LedgerBuilder.AliveRun("cleo-9")), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("cleo-9");

    [Fact]
    public void Judge_RestartWhileAPodOfARemovedNodeIsThere_ViolatesS5()
    {
        var pod = LedgerBuilder.AliveRun("pod") with { Kind = "Pod", NodeId = "q" };

        Find(Begun().Hold().Reset().Restart(alive: pod), "S5").ShouldHaveSingleItem().Why.ShouldContain("removed node");
    }

    [Fact]
    public void Judge_RestartWithoutAHold_ViolatesS5() =>
        Find(Begun().Cancel("cleo-1").Reset().Restart(), "S5").ShouldHaveSingleItem().Why.ShouldContain("at work on");

    [Fact]
    public void Judge_RestartOfAWorkflowThatHadFailedBefore_NeedsNoHold() =>
        Find(Begun().WorkflowIs("Failed", "waiting-pr-created").Cancel("cleo-1").Restart(), "S5").ShouldBeEmpty();

    [Fact]
    public void Judge_CancellingBroughtTheWorkflowToItsEnd_ViolatesS5() =>
        Find(Begun().Run("cleo-1", "5DLabs-Cleo").Cancel("cleo-1").WorkflowIs("Failed", "waiting-pr-created").Restart(), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("ended between");

    [Fact]
    public void Judge_RunCreatedBetweenCancellingAndRestart_ViolatesS5() =>
        Find(Begun().Hold().RemoveLabel().Reset().Run("late", "5DLabs-Cleo").Restart(), "S5")
            .ShouldHaveSingleItem()
            .Object.ShouldBe("coderuns/late");

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Judge_RunCreatedAfterTheLastCancelling_ViolatesS5(bool isCancelled, int found)
    {
        var ledger = Begun().Run("cleo-1", "5DLabs-Cleo").Hold().Cancel("cleo-1").Run("late", "5DLabs-Cleo");

        Find((isCancelled ? ledger.Cancel("late") : ledger).Restart(), "S5")
            .Count(violation => violation.Object == "coderuns/late" && violation.Why.Contains("between cancelling"))
            .ShouldBe(found);
    }

    [Fact]
    public void Judge_PipelineCompletesUnderTheHold_ViolatesS5()
    {
        var completed = new JsonObject
        {
            ["q"] = LedgerBuilder.Node("quality-work", "Succeeded"),
            ["c"] = LedgerBuilder.Node("complete-task", "Succeeded"),
        };

        Find(Begun().Hold().WorkflowIs(nodes: completed, stage: "waiting-pr-created").At(Later).Restart(), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("past QA");
    }

    [Fact]
    public void Judge_ControllerGoesOnUnderTheHold_ViolatesS5() =>
        Find(Begun().Hold().At(TimeSpan.FromSeconds(20)).WorkflowIs(stage: "waiting-pr-created").Restart(), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("although it was held");

    [Fact]
    public void Judge_ControllerWritesWhatItHadBegun_FindsNothing() =>
        Find(Begun().Hold().WorkflowIs(stage: "waiting-pr-created").At(Later).Restart(), "S5").ShouldBeEmpty();

    [Fact]
    public void Judge_RestartBeforeTheHoldHasSettled_ViolatesS5() =>
        Find(Begun().Hold().WorkflowIs(stage: "waiting-pr-created").Restart(), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("after the hold");

    [Fact]
    public void Judge_HoldLiftedWhileANewerPushWaits_ViolatesS5() =>
        Find(Begun().Hold(LedgerBuilder.OlderId).WorkflowIs(stage: "waiting-pr-created").Lift().Hold().At(Later).Reset().Restart(), "S5")
            .ShouldContain(violation => violation.Why.Contains("bbbbbbbbbbbb was waiting"));

    [Fact]
    public void Judge_HoldLiftedByTheSkipOfTheOnlyPush_FindsNothing() =>
        Find(Begun().Hold().WorkflowIs(stage: "waiting-pr-created").Lift(), "S5").ShouldBeEmpty();

    [Theory]
    [InlineData("{}", "without the UID")]
    [InlineData("""{"gracePeriodSeconds":0,"preconditions":{"uid":"u"}}""", "by force")]
    public void Judge_DeletionOfWhateverIsThere_ViolatesS1(string body, string why) =>
        Find(Begun().DeletePod("none", body), "S1").ShouldContain(violation => violation.Why.Contains(why));

    [Fact]
    public void Judge_DeletionOfARunThatMayHaveFinished_ViolatesS1() =>
        Find(Begun().Cancel("cleo-1", """{"preconditions":{"uid":"u"}}"""), "S1")
            .ShouldContain(violation => violation.Why.Contains("may have finished"));

    [Fact]
    public void Judge_WriteOnWhateverStateIsThere_ViolatesS1()
    {
        var path = $"/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows/{LedgerBuilder.Workflow}";
        var stage = """{"metadata":{"labels":{"current-stage":"waiting-pr-created"}}}""";

        Find(Begun().Add("rex-0", "PATCH", path, stage, null), "S1").ShouldHaveSingleItem().Why.ShouldContain("resourceVersion");
    }

    [Fact]
    public void Judge_RestartLeavesALinkToNowhere_ViolatesS5()
    {
        var nodes = new JsonObject { ["root"] = LedgerBuilder.Node("root", "Running") };
        nodes["root"]!["outboundNodes"] = new JsonArray("q");

        Find(Begun().Hold().WorkflowIs(stage: "waiting-pr-created").At(Later).Restart(left: nodes), "S5")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("names q");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Judge_RestartLeavesAResultOfARemovedNode_ViolatesS5(bool isDeleted)
    {
        const string results = "/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflowtaskresults";
        var ledger = Begun().Hold().WorkflowIs(stage: "waiting-pr-created");
        ledger.Add("executor", "POST", results, "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "q" } });
        if (isDeleted)
        {
            ledger.Add("rex-0", "DELETE", $"{results}/q", """{"preconditions":{"uid":"u"}}""", null);
        }

        Find(ledger.At(Later).Restart(), "S5")
            .Select(violation => violation.Why.Contains("result of removed node q"))
            .ShouldBe(isDeleted ? [] : [true]);
    }

    [Fact]
    public void Judge_NoTestingOnTheNewestCode_ViolatesL1() =>
        Find(Restarted().Run("cleo-2", "5DLabs-Cleo", phase: "Succeeded").WorkflowIs("Succeeded"), "L1")
            .ShouldHaveSingleItem()
            .Why.ShouldContain("5DLabs-Tess");

    [Fact]
    public void Judge_MainWorkflowNeverEnds_ViolatesL1() =>
        Find(
                Restarted().Run("cleo-2", "5DLabs-Cleo", phase: "Succeeded").Run("tess-2", "5DLabs-Tess", phase: "Succeeded").WorkflowIs(),
                "L1"
            )
            .ShouldHaveSingleItem()
            .Why.ShouldContain("not Succeeded");

    [Fact]
    public void Judge_NewestPushNeverAccepted_ViolatesL1()
    {
        var ledger = LedgerBuilder.Faultless();
        ledger.Remediations.Clear();

        Find(ledger, "L1").ShouldHaveSingleItem().Why.ShouldContain("never accepted");
    }

    [Fact]
    public void Judge_NewestPushLeftRunning_ViolatesL1()
    {
        var ledger = LedgerBuilder.Faultless();
        ledger.Remediations[0] = ledger.Remediations[0] with { Phase = "Running", Reason = "TimedOut" };

        Find(ledger, "L1").ShouldHaveSingleItem().Why.ShouldContain("TimedOut");
    }

    private static WitnessedObject YoungRun() =>
        LedgerBuilder.AliveRun("cleo-2") with
        {
            CreatedAt = LedgerBuilder.PushedAt.AddSeconds(30),
        };

    private static LedgerBuilder Begun() => new LedgerBuilder().WorkflowIs(stage: "waiting-pr-created").At(TimeSpan.FromSeconds(5));

    private static LedgerBuilder Restarted() => Begun().Hold().RemoveLabel().Reset().Restart().At(TimeSpan.FromMinutes(2));

    private static List<Violation> Find(LedgerBuilder ledger, string invariant) =>
        [.. ledger.Judge().Where(violation => violation.Invariant == invariant)];
}
