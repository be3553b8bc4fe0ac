using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class TaskDispatcherTests
{
    private static readonly TaskKey First = new(42, new TaskId(1));
    private static readonly TaskKey Second = new(42, new TaskId(2));

    private readonly World _world = new();
    private readonly List<string> _log = [];

    [Fact]
    public void Announce_OneTaskTwiceAtOnce_WorksOnceMoreAfterwards()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);

        Run(dispatcher, () => Announce(dispatcher, First, First, First));

        _log.ShouldBe(["begin 1", "end 1", "begin 1", "end 1"]);
    }

    [Fact]
    public void Announce_TwoTasks_WorksSideBySide()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);

        Run(dispatcher, () => Announce(dispatcher, First, Second));

        _log.ShouldBe(["begin 1", "begin 2", "end 1", "end 2"]);
    }

    [Fact]
    public void Announce_SameNumberInAnotherRepository_IsAnotherTask()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);

        Run(dispatcher, () => Announce(dispatcher, First, new TaskKey(43, First.Task)));

        _log.ShouldBe(["begin 1", "begin 1", "end 1", "end 1"]);
    }

    [Fact]
    public void Announce_AfterTheWorkHasEnded_WorksAgain()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);

        Run(dispatcher, () => Announce(dispatcher, First));
        Run(dispatcher, () => Announce(dispatcher, First));

        _log.ShouldBe(["begin 1", "end 1", "begin 1", "end 1"]);
    }

    [Fact]
    public void Announce_Work_DoesNotRunInsideTheCall()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);

        _world.Pump.Run(() =>
        {
            dispatcher.Announce(First, _world.Stop);
            _log.ShouldBeEmpty();
            return dispatcher.DrainAsync();
        });

        _log.ShouldBe(["begin 1", "end 1"]);
    }

    [Fact]
    public void DrainAsync_NothingAtWork_EndsAtOnce() => new TaskDispatcher(WorkAsync).DrainAsync().IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public void DrainAsync_StoppedAtWork_EndsWithoutAnErrorAndWithoutTheRest()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);
        _world.Time.Later(TimeSpan.FromSeconds(1), _world.StopProcess);

        Run(dispatcher, () => Announce(dispatcher, First, First));

        _log.ShouldBe(["begin 1"]);
    }

    [Fact]
    public void Announce_AfterTheWorkWasStopped_WorksAgain()
    {
        var dispatcher = new TaskDispatcher(WorkAsync);
        _world.Time.Later(TimeSpan.FromSeconds(1), _world.StopProcess);
        Run(dispatcher, () => Announce(dispatcher, First));

        Run(dispatcher, () => dispatcher.Announce(First, CancellationToken.None));

        _log.ShouldBe(["begin 1", "begin 1", "end 1"]);
    }

    [Fact]
    public void DrainAsync_WorkThrows_SaysSo()
    {
        var dispatcher = new TaskDispatcher((_, _) => throw new InvalidOperationException("This must not be."));

        Should.Throw<InvalidOperationException>(() => Run(dispatcher, () => Announce(dispatcher, First)));
    }

    private void Announce(TaskDispatcher dispatcher, params TaskKey[] tasks)
    {
        foreach (var task in tasks)
        {
            dispatcher.Announce(task, _world.Stop);
        }
    }

    private void Run(TaskDispatcher dispatcher, Action act) =>
        _world.Pump.Run(() =>
        {
            act();
            return dispatcher.DrainAsync();
        });

    private async Task WorkAsync(TaskKey task, CancellationToken stop)
    {
        _log.Add($"begin {task.Task}");
        await Task.Delay(TimeSpan.FromSeconds(10), _world.Time, stop);
        _log.Add($"end {task.Task}");
    }
}
