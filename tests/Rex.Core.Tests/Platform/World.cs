using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;

namespace Rex.Core.Tests.Platform;

/// <summary>A platform in memory around one task, and Rex on top of it.</summary>
internal sealed partial class World
{
    // The last one is the process at work; the ones before it have ended.
    private readonly List<CancellationTokenSource> _processes = [new()];

    public World()
    {
        Time = new SteppedTime(Samples.Now);
        Pump = new Pump(Time);
        Calls = new PortCalls(Time, Pump);
        Workflows = new FakeWorkflows(Calls, Time);
        Runs = new FakeAgentRuns(Calls, Time);
        Pulls = new FakePullRequests(Calls);
        Store = new FakeStore(Calls);
        Controller = new StandInController(Workflows, Time);
    }

    public SteppedTime Time { get; }

    public Pump Pump { get; }

    public PortCalls Calls { get; }

    public FakeWorkflows Workflows { get; }

    public FakeAgentRuns Runs { get; }

    public FakePullRequests Pulls { get; }

    public FakeStore Store { get; }

    public StandInController Controller { get; }

    public RecordingObserver Observer { get; } = new();

    public RexOptions Options { get; set; } = new() { Pushes = new PushOptions { Repositories = [Samples.Repository.FullName] } };

    /// <summary>What was written on the platform, in order.</summary>
    public List<string> Writes => Calls.Writes;

    /// <summary>The parts of Rex as its host puts them together.</summary>
    public RemediationRunnerFactory Factory => new(Workflows, Runs, Pulls, Store, Observer, Options, Time, () => 0);

    /// <summary>Cancelled when the process stops or crashes.</summary>
    public CancellationToken Stop => _processes[^1].Token;

    /// <summary>Puts a push into the ledger.</summary>
    public Remediation Accept(Push push) => Store.Put(Samples.Accepted(push, Time.GetUtcNow()));

    /// <summary>Runs one step of a remediation, as it now stands in the ledger.</summary>
    public StepOutcome Run(StepName name, Remediation remediation)
    {
        var step = Factory.CreateSteps().Single(one => one.Name == name);
        var journal = new RemediationJournal(Store, Observer, Store[remediation.Id]);
        return Pump.Run(async () =>
        {
            using var timer = new CancellationTokenSource(Options.Deadlines.Of(name), Time);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, Stop);
            return await step.RunAsync(new StepRun(journal, deadline.Token, Stop));
        });
    }

    /// <summary>Runs the steps up to and with the named one; each has to go through.</summary>
    public void RunUpTo(StepName last, Remediation remediation)
    {
        for (var step = StepName.ValidateEvent; step <= last; step++)
        {
            Run(step, remediation).ShouldBeOfType<StepOutcome.Continue>();
        }
    }

    /// <summary>Takes a remediation through all its steps once, as the runner does.</summary>
    public Remediation Remediate(Remediation remediation)
    {
        Pump.Run(() => RemediateAsync(remediation));
        return Store[remediation.Id];
    }

    /// <summary>The same while something else runs.</summary>
    public Task RemediateAsync(Remediation remediation)
    {
        var pipeline = new RemediationPipeline(Factory.CreateSteps(), Store, Observer, Options.Deadlines, Time, () => 0);
        return pipeline.RunAsync(Store[remediation.Id], Stop);
    }

    /// <summary>Starts the runner, as a host does. It works whenever something else runs.</summary>
    public Task StartRunner()
    {
        var runner = Factory.CreateRunner();
        return Pump.Start(() => runner.RunAsync(Stop));
    }

    /// <summary>Lets the runner work until all remediations have ended.</summary>
    public void RunUntilAllEnded() => Pump.RunUntil(() => Store.All.All(one => one.HasEnded));

    /// <summary>Stops the process in good order.</summary>
    public void StopProcess() => _processes[^1].Cancel();

    /// <summary>The process dies at this very place: nothing that it had not written is known any more.</summary>
    public void Crash()
    {
        _processes[^1].Cancel();
        throw new OperationCanceledException(Stop);
    }

    /// <summary>A new process begins.</summary>
    public void StartAgain() => _processes.Add(new CancellationTokenSource());
}
