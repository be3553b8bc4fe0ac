using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Runs;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// Rex as <c>deploy/argo</c> deploys it. The shipped manifests decide: the EventSource's filter and the Sensor's about a delivery, the trigger what
/// becomes of it, the WorkflowTemplate which step runs when; the workflow controller's stand-in and the kubelet's run it.
/// </summary>
internal sealed class ArgoDeployment : IRexDeployment
{
    /// <summary>The name by which the Sensor calls.</summary>
    public const string Sensor = "sensor";

    private const string FirstStep = "validate-event";
    private const int Redeliveries = 20;
    private static readonly TimeSpan RedeliverAfter = TimeSpan.FromSeconds(5);

    private readonly World world;
    private readonly StepPods pods;
    private readonly ArgoEvents events;
    private readonly Resubmissions resubmissions;
    private readonly ConcurrentDictionary<string, bool> accepted = new(StringComparer.Ordinal);
    private int crashes;

    private ArgoDeployment(World world, StepPods pods)
    {
        this.world = world;
        this.pods = pods;
        events = new ArgoEvents(world, ArgoManifests.Sensor());
        resubmissions = new Resubmissions(world);
        world.Processes.Crashed += Count;
    }

    public int Crashes => Volatile.Read(ref crashes);

    /// <summary>Brings the manifests into a world.</summary>
    public static async Task<ArgoDeployment> StartAsync(
        World world,
        Timeline timeline,
        RexConnection connection,
        CancellationToken cancellationToken
    )
    {
        var template = ArgoManifests.WorkflowTemplate();
        var pods = new StepPods(world, timeline, new StepSettings(connection, template));
        world.Programs.Install("rex", pods.RunAsync);
        var kubectl = new KubeApi(world.ClientFor("harness"), world.Clock);
        await kubectl.CreateAsync(KubeResource.WorkflowTemplates, world.Namespace, template, cancellationToken);
        return new ArgoDeployment(world, pods);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (data, why) = events.Take(delivery);
        if (data is null)
        {
            return DeliveryAnswer.Dropped(why);
        }

        for (var attempt = 1; attempt <= Redeliveries; attempt++)
        {
            if (await events.FireAsync(data, cancellationToken) is not { } workflow)
            {
                return DeliveryAnswer.Dropped("the trigger could not be executed");
            }

            await world.WaitAsync(() => pods.ResultOf(workflow, FirstStep) is { IsFinal: true } || HasEnded(workflow), cancellationToken);
            if (pods.ResultOf(workflow, FirstStep) is { } result && (result.IsFinal || result.Remediation.Length > 0))
            {
                return AnswerOf(result);
            }

            // No Remediation came of it, which is how it is found; GitHub is told to deliver it again.
            await Task.Delay(RedeliverAfter, world.Clock, cancellationToken);
        }

        return DeliveryAnswer.Dropped("no delivery of it came through");
    }

    public IEnumerable<string> UnderWay() =>
        RemediationWorkflows
            .AllIn(world)
            .Where(workflow => !RemediationWorkflows.HasEnded(workflow))
            .Select(workflow => $"workflow {Testimony.Name(workflow)} is '{Testimony.Phase(workflow)}'");

    public async ValueTask DisposeAsync()
    {
        world.Processes.Crashed -= Count;
        events.Dispose();
        await resubmissions.DisposeAsync();
    }

    /// <summary>
    /// A second workflow for a delivery that is redelivered goes on with the remediation of the first; what is asked here is whether a delivery was the
    /// first of its push.
    /// </summary>
    private DeliveryAnswer AnswerOf(StepResult result)
    {
        var isNew = result.Decision != "Duplicate" && result.Remediation.Length > 0 && accepted.TryAdd(result.Remediation, true);
        var answer =
            result.Remediation.Length == 0 ? "Ignored"
            : isNew ? "Accepted"
            : "Duplicate";
        // The one input of this step that can be bad is the push.
        var reason = result.Decision == "BadInput" ? "Malformed" : result.Reason;
        return new DeliveryAnswer(answer, isNew ? "" : reason, result.Remediation, result.Message);
    }

    private bool HasEnded(string workflow) =>
        world.Objects.Find("workflows", workflow) is { } found && RemediationWorkflows.HasEnded(found);

    private void Count(string identity)
    {
        if (RexWrite.IsRex(identity))
        {
            Interlocked.Increment(ref crashes);
        }
    }
}
