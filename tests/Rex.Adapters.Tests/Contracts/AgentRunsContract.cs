using Rex.Core.Agents;

namespace Rex.Adapters.Tests.Contracts;

/// <summary>What every implementation of <see cref="IAgentRuns"/> has to do.</summary>
public abstract class AgentRunsContract
{
    private const string Finalizer = "coderuns.orchestrator.io/finalizer";

    private static readonly LabelSelector Task3 = LabelSelector.Of(
        LabelRequirement.Equal("task-id", "3"),
        LabelRequirement.In("github-app", "5DLabs-Cleo", "5DLabs-Tess")
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The port on an empty world.</summary>
    protected abstract IAgentRuns Runs { get; }

    /// <summary>Adds a run and returns its UID.</summary>
    protected abstract Task<string> AddRunAsync(
        string name,
        IReadOnlyDictionary<string, string> labels,
        string? repositoryUrl = null,
        string? phase = null,
        params string[] finalizers
    );

    /// <summary>Adds a Job that a run owns and returns its UID.</summary>
    protected abstract Task<string> AddJobAsync(string name, string runName, string runUid);

    /// <summary>Adds a pod that a Job owns and returns its UID.</summary>
    protected abstract Task<string> AddPodAsync(string name, string jobName, string jobUid, string taskId);

    /// <summary>Takes all finalizers off a run.</summary>
    protected abstract Task ReleaseRunAsync(string name);

    /// <summary>Sets the run's phase, as its controller does.</summary>
    protected abstract Task FinishRunAsync(string name, string phase);

    /// <summary>Takes a run, Job or pod away.</summary>
    protected abstract Task RemoveJobAsync(string name);

    /// <summary>Takes a pod away.</summary>
    protected abstract Task RemovePodAsync(string name);

    [Fact]
    public async Task ListAsync_SomeMatch_ReturnsThoseWithAllFields()
    {
        var uid = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"), "https://github.com/5dlabs/cto", "Running", Finalizer);
        await AddRunAsync("rex", Labels("3", "5DLabs-Rex"));
        await AddRunAsync("other", Labels("4", "5DLabs-Cleo"));

        var run = (await Runs.ListAsync(Task3, Cancel)).ShouldHaveSingleItem();

        run.Name.ShouldBe("cleo");
        run.Uid.ShouldBe(uid);
        run.Labels.ShouldBe(Labels("3", "5DLabs-Cleo"), ignoreOrder: true);
        run.RepositoryUrl.ShouldBe("https://github.com/5dlabs/cto");
        run.Phase.ShouldBe("Running");
        run.IsDeleting.ShouldBeFalse();
        run.IsFinished.ShouldBeFalse();
        run.Finalizers.ShouldBe([Finalizer]);
        run.CreatedAt.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task ListAsync_NoneMatch_ReturnsNone()
    {
        await AddRunAsync("rex", Labels("3", "5DLabs-Rex"));

        (await Runs.ListAsync(Task3, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_NoFinalizer_TakesTheRunAway()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));

        await Runs.DeleteAsync(await RunAsync("cleo"), Cancel);

        (await Runs.WaitAsync(Task3, runs => runs.Count == 0, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_Finalizer_LeavesItDeleting()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"), finalizers: Finalizer);

        await Runs.DeleteAsync(await RunAsync("cleo"), Cancel);

        var run = await RunAsync("cleo");
        run.IsDeleting.ShouldBeTrue();
        run.Finalizers.ShouldContain(Finalizer);
    }

    [Fact]
    public async Task DeleteAsync_OtherUid_LeavesTheNewRunAlone()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var run = await RunAsync("cleo");

        await Runs.DeleteAsync(run with { Uid = "11111111-1111-1111-1111-111111111111" }, Cancel);

        (await RunAsync("cleo")).IsDeleting.ShouldBeFalse();
    }

    [Fact]
    public async Task DeleteAsync_ChangedSinceItWasRead_LeavesItAlone()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"), finalizers: Finalizer);
        var run = await RunAsync("cleo");
        await FinishRunAsync("cleo", "Succeeded");

        await Runs.DeleteAsync(run, Cancel);

        var now = await RunAsync("cleo");
        now.IsDeleting.ShouldBeFalse();
        now.IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task DeleteAsync_Absent_IsDone()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var run = await RunAsync("cleo");

        await Runs.DeleteAsync(run with { Name = "absent" }, Cancel);

        (await RunAsync("cleo")).ShouldBe(run, comparer: ByUid);
    }

    [Fact]
    public async Task WaitAsync_AsWantedAlready_ReturnsAtOnce()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));

        var runs = await Runs.WaitAsync(Task3, runs => runs.Count == 1, Cancel);

        runs.ShouldHaveSingleItem().Name.ShouldBe("cleo");
    }

    [Fact]
    public async Task WaitAsync_BecomesAsWanted_Returns()
    {
        await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"), finalizers: Finalizer);
        await Runs.DeleteAsync(await RunAsync("cleo"), Cancel);
        var looked = new TaskCompletionSource();

        var waiting = Runs.WaitAsync(
            Task3,
            runs =>
            {
                looked.TrySetResult();
                return runs.Count == 0;
            },
            Cancel
        );
        await looked.Task;
        await ReleaseRunAsync("cleo");

        (await waiting).ShouldBeEmpty();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var looked = new TaskCompletionSource();

        var waiting = Runs.WaitAsync(
            Task3,
            _ =>
            {
                looked.TrySetResult();
                return false;
            },
            cancel.Token
        );
        await looked.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public async Task ListDependentsAsync_JobsAndPods_ReturnsThoseOfTheRunsOnly()
    {
        var cleo = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var other = await AddRunAsync("other", Labels("3", "5DLabs-Rex"));
        var job = await AddJobAsync("cleo-job", "cleo", cleo);
        var otherJob = await AddJobAsync("other-job", "other", other);
        var pod = await AddPodAsync("cleo-pod", "cleo-job", job, "3");
        await AddPodAsync("other-pod", "other-job", otherJob, "3");

        var dependents = await Runs.ListDependentsAsync([await RunAsync("cleo")], Cancel);

        dependents.ShouldBe(
            [
                new RunDependent(RunDependentKind.Job, "cleo-job", job, "cleo"),
                new RunDependent(RunDependentKind.Pod, "cleo-pod", pod, "cleo"),
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task ListDependentsAsync_NoRuns_ReturnsNone()
    {
        var cleo = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        await AddJobAsync("cleo-job", "cleo", cleo);

        (await Runs.ListDependentsAsync([], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListStillThereAsync_GoneOrAnotherUid_LeavesThemOut()
    {
        var cleo = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var job = await AddJobAsync("cleo-job", "cleo", cleo);
        var there = new RunDependent(RunDependentKind.Job, "cleo-job", job, "cleo");
        var another = there with { Uid = "11111111-1111-1111-1111-111111111111" };
        var gone = new RunDependent(RunDependentKind.Pod, "gone", job, "cleo");

        (await Runs.ListStillThereAsync([gone, there, another], Cancel)).ShouldBe([there]);
    }

    [Fact]
    public async Task WaitGoneAsync_AllGoOneByOne_Returns()
    {
        var cleo = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var job = await AddJobAsync("cleo-job", "cleo", cleo);
        var pod = await AddPodAsync("cleo-pod", "cleo-job", job, "3");
        var dependents = await Runs.ListDependentsAsync([await RunAsync("cleo")], Cancel);
        dependents.Select(dependent => dependent.Uid).ShouldBe([job, pod], ignoreOrder: true);

        var waiting = Runs.WaitGoneAsync(dependents, Cancel);
        await RemovePodAsync("cleo-pod");
        waiting.IsCompleted.ShouldBeFalse();
        await RemoveJobAsync("cleo-job");

        await waiting;
        (await Runs.ListStillThereAsync(dependents, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeletePodAsync_SameUid_TakesItAway()
    {
        var cleo = await AddRunAsync("cleo", Labels("3", "5DLabs-Cleo"));
        var job = await AddJobAsync("cleo-job", "cleo", cleo);
        var uid = await AddPodAsync("cleo-pod", "cleo-job", job, "3");
        var pod = new RunDependent(RunDependentKind.Pod, "cleo-pod", uid, "cleo");

        await Runs.DeletePodAsync(pod with { Uid = "11111111-1111-1111-1111-111111111111" }, Cancel);
        (await Runs.ListStillThereAsync([pod], Cancel)).ShouldBe([pod]);
        await Runs.DeletePodAsync(pod, Cancel);

        await Runs.WaitGoneAsync([pod], Cancel);
    }

    private static Dictionary<string, string> Labels(string task, string app) => new() { ["task-id"] = task, ["github-app"] = app };

    private static IEqualityComparer<AgentRun> ByUid { get; } = EqualityComparer<AgentRun>.Create((x, y) => x?.Uid == y?.Uid);

    private async Task<AgentRun> RunAsync(string name) =>
        (await Runs.ListAsync(LabelSelector.Of(LabelRequirement.Exists("task-id")), Cancel)).Single(run => run.Name == name);
}
