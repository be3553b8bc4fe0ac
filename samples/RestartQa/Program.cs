using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RestartQa;
using Rex.Adapters;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Embedded;

// The world: a task whose quality agent is at work, on a cluster inside this process, and its pull request.
await using var cluster = await EmbeddedCluster.StartAsync();
using var kubernetes = new Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.AbsoluteUri });
var world = new TaskWorld(kubernetes);
await world.CreateAsync();
var pullRequests = new PullRequestsInMemory();

// A delivery, as a hook of GitHub sends it. An application checks the signature before anything else.
var secret = "It's a Secret to Everybody"u8.ToArray();
var (body, signature) = SignedPush.Create(secret);
Console.WriteLine($"signature: {new PushSignature([secret]).Check(signature, body)}");

// What Rex.Core alone says of it, without any I/O.
var decider = new PushDecider(new PushPolicy(new PushOptions { Repositories = [TaskWorld.Repository] }));
var decision = decider.Decide("push", body, PushContentType.Json);
Console.WriteLine($"decision: {decision.Message}");
Console.WriteLine(
    $"elsewhere: {new PushDecider(new PushPolicy(new PushOptions { Repositories = ["other/one"] })).Decide("push", body, PushContentType.Json).Reason}"
);

// The whole of Rex. What is registered before AddRex stays: here the cluster, and pull requests of our own instead of GitHub's.
var services = new ServiceCollection();
services.AddSingleton<IKubernetes>(kubernetes);
services.AddSingleton<IPullRequests>(pullRequests);
services.AddRex(
    new ConfigurationBuilder()
        .AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Rex:Pushes:Repositories:0"] = TaskWorld.Repository,
                ["Rex:Connection:GitHub:Token"] = "unused",
            }
        )
        .Build()
);
await using var provider = services.BuildServiceProvider();
var runner = provider.GetRequiredService<RemediationRunner>();
var ledger = provider.GetRequiredService<IRemediationStore>();

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
var outcome = await runner.AcceptAsync(new Delivery("push", PushContentType.Json, body, "sample-1"), stop.Token);
var again = await runner.AcceptAsync(new Delivery("push", PushContentType.Json, body, "sample-2"), stop.Token);
Console.WriteLine($"delivered: {outcome.Result}, then {again.Result}");

// The workflow controller is not Rex's: the sample plays its part once Rex has made the restart write.
var running = runner.RunAsync(stop.Token);
await world.PlayControllerAsync(stop.Token);
Remediation remediation;
do
{
    await Task.Delay(TimeSpan.FromMilliseconds(200), stop.Token);
    remediation = (await ledger.GetAsync(outcome.Id!, stop.Token))!;
} while (remediation.Status.FinishedAt is null);

await stop.CancelAsync();
await running;
Console.WriteLine($"ended: {remediation.Status.Phase}, {remediation.Status.Reason}");
Console.WriteLine($"cancelled: {string.Join(", ", remediation.Status.CancelledRuns)}");
Console.WriteLine($"runs left: {await world.CountRunsAsync()}");
Console.WriteLine($"labels left: {string.Join(", ", pullRequests.Labels)}");
return remediation.Status.Phase == RemediationPhase.Succeeded ? 0 : 1;
