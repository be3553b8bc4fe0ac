using CsCheck;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class TaskDispatcherPropertyTests
{
    /// <summary>When which task gets something to do, and how many seconds that takes.</summary>
    private static readonly Gen<(int Task, int At, int Takes)[]> Plans = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 40], Gen.Int[0, 12])
        .Array[1, 24]
        .Select(plan => plan.OrderBy(item => item.Item2).ToArray());

    [Fact]
    public void Announce_AnyPlan_EverythingIsDoneOnceAndInOrderOneAtATimeWithinATask() =>
        Plans.Sample(plan =>
        {
            var done = Play(plan);

            foreach (var task in plan.GroupBy(item => item.Task))
            {
                var ofTask = done.Where(work => work.Task == task.Key).ToList();
                ofTask.Select(work => work.Item).ShouldBe(Enumerable.Range(0, task.Count()));
                ofTask.Zip(ofTask.Skip(1)).ShouldAllBe(pair => pair.First.Ended <= pair.Second.Began);
            }
        });

    [Fact]
    public void Announce_AnyPlan_NoTaskWaitsForAnother() =>
        Plans.Sample(plan =>
        {
            var together = Play(plan);

            foreach (var task in plan.GroupBy(item => item.Task))
            {
                together.Where(work => work.Task == task.Key).ShouldBe(Play([.. task]));
            }
        });

    [Fact]
    public void Announce_AnyPlan_NothingWaitsWithoutReason() =>
        Plans.Sample(plan =>
        {
            foreach (var task in Play(plan).GroupBy(work => work.Task))
            {
                var free = 0.0;
                foreach (var work in task)
                {
                    work.Began.ShouldBe(Math.Max(work.Announced, free));
                    free = work.Ended;
                }
            }
        });

    /// <summary>Lets a plan happen. Each look at a task does what there was to do when it began, as a look through the ledger does.</summary>
    private static List<Work> Play((int Task, int At, int Takes)[] plan)
    {
        var time = new SteppedTime(Samples.Now);
        var pump = new Pump(time);
        var waiting = plan.Select(item => item.Task).Distinct().ToDictionary(task => task, _ => new List<(int Item, int At, int Takes)>());
        var announced = waiting.Keys.ToDictionary(task => task, _ => 0);
        List<Work> done = [];
        var dispatcher = new TaskDispatcher(WorkAsync);
        foreach (var (task, at, takes) in plan)
        {
            time.Later(
                TimeSpan.FromSeconds(at),
                () =>
                {
                    waiting[task].Add((announced[task]++, at, takes));
                    dispatcher.Announce(new TaskKey(42, new TaskId(task)), CancellationToken.None);
                }
            );
        }

        pump.RunFor(TimeSpan.FromSeconds(41));
        pump.Run(dispatcher.DrainAsync);
        return done;

        async Task WorkAsync(TaskKey key, CancellationToken stop)
        {
            var task = key.Task.Value;
            var items = waiting[task].ToList();
            waiting[task].Clear();
            foreach (var (item, at, takes) in items)
            {
                var began = Seconds();
                // Never whole seconds, so that nothing ends at the very moment of an announcement.
                await Task.Delay(TimeSpan.FromSeconds(takes) + TimeSpan.FromMilliseconds(1), time, stop);
                done.Add(new Work(task, item, at, began, Seconds()));
            }
        }

        double Seconds() => Math.Round((time.GetUtcNow() - Samples.Now).TotalSeconds, 3);
    }

    /// <summary>Something that was done.</summary>
    /// <param name="Task">For which task.</param>
    /// <param name="Item">The how manieth of the task it is.</param>
    /// <param name="Announced">When it was announced, in seconds.</param>
    /// <param name="Began">When it began.</param>
    /// <param name="Ended">When it ended.</param>
    private sealed record Work(int Task, int Item, double Announced, double Began, double Ended);
}
