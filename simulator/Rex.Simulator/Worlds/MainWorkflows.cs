using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Worlds;

/// <summary>Starts the main workflow of each task: at once, or when the scenario says so, or never.</summary>
internal sealed class MainWorkflows : IAsyncDisposable
{
    private readonly World world;
    private readonly KubeApi api;
    private readonly CancellationTokenSource stopping = new();
    private Task later = Task.CompletedTask;

    private MainWorkflows(World world)
    {
        this.world = world;
        api = new KubeApi(world.ClientFor("harness"), world.Clock);
    }

    /// <summary>Returns when those are there that are to be there from the beginning.</summary>
    public static async Task<MainWorkflows> StartAsync(World world, CancellationToken cancellationToken)
    {
        var workflows = new MainWorkflows(world);
        var tasks = world.Tasks.Where(task => !task.Description.WithoutWorkflow).ToList();
        foreach (var task in tasks.Where(task => task.Description.Starts.Count == 0))
        {
            await workflows.CreateAsync(task, cancellationToken);
        }

        workflows.later = Task.WhenAll(tasks.Where(task => task.Description.Starts.Count > 0).Select(workflows.CreateLaterAsync));
        return workflows;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await later.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task CreateLaterAsync(TaskWorld task)
    {
        await world.WaitAsync(
            () => task.Description.Starts.TrueForAll(condition => world.Conditions.Holds(condition.Value)),
            stopping.Token
        );
        await CreateAsync(task, stopping.Token);
    }

    private async Task CreateAsync(TaskWorld task, CancellationToken cancellationToken)
    {
        var workflow = PlayOf(task.Description, task.Workflow).ToWorkflow();
        await api.CreateAsync(KubeResource.Workflows, world.Namespace, workflow, cancellationToken);
    }

    private PlayRun PlayOf(TaskDescription task, string name)
    {
        var parameter = task.RepositoryParameter.Length > 0 ? task.RepositoryParameter : task.Repository;
        var run = new PlayRun($"play-{task.Generation}", world.Namespace, task.Task, parameter, task.Service, name);
        return task.RepositoryLabel switch
        {
            "" => run with { RepositoryLabel = task.Repository.Replace('/', '-') },
            "none" => run with { RepositoryLabel = null },
            var label => run with { RepositoryLabel = label },
        };
    }
}
