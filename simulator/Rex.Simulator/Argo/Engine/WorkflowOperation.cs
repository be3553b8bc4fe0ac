using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>
/// One operation of the workflow controller on one workflow, with no I/O: from what its caches hold to the changed workflow, the pods to
/// create and the pods to clean up. It follows the real operator step by step, faults included, because Rex has to live with them.
/// </summary>
internal sealed partial class WorkflowOperation
{
    private const int MaxDepth = 100;

    private readonly OperationInput input;
    private readonly JsonObject workflow;
    private readonly JsonObject metadata;
    private readonly JsonObject status;
    private readonly string name;
    private readonly Dictionary<string, string> globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> templates = new(StringComparer.Ordinal);
    private readonly List<JsonObject> podsToCreate = [];
    private readonly List<string> podsToTerminate = [];
    private readonly List<TimeSpan> requeues = [];
    private readonly NodeTable nodes;
    private JsonObject spec = [];
    private bool updated;
    private int depth;

    private WorkflowOperation(OperationInput input, JsonObject workflow)
    {
        this.input = input;
        this.workflow = workflow;
        metadata = workflow.Child("metadata");
        status = workflow.Child("status");
        name = metadata.Text("name") ?? "";
        nodes = new NodeTable(name, status.Child("nodes"));
    }

    private string Shutdown => spec.Text("shutdown") ?? "";

    private bool IsShutDown => Shutdown.Length > 0;

    private string? WorkflowPhase => status.Text("phase");

    /// <summary>Runs the operation. It never throws for what is in the workflow: that becomes the workflow's end.</summary>
    public static OperationOutcome Run(OperationInput input)
    {
        var workflow = input.Workflow.ToJsonObject();
        var unreadable = MessageOf(() => input.Storage.Unfold(workflow));
        var operation = new WorkflowOperation(input, workflow);
        // Whatever goes wrong on the way is a panic that the real controller recovers from.
        if ((unreadable ?? MessageOf(operation.Operate)) is { } trouble)
        {
            operation.MarkWorkflowPhase(WorkflowPhases.Error, trouble);
        }

        return operation.Finish();
    }

    private static string? MessageOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception error)
        {
            return error.Message;
        }
    }

    private void Operate()
    {
        if (!PrepareSpec())
        {
            return;
        }

        if (status["artifactRepositoryRef"] is null)
        {
            status["artifactRepositoryRef"] = new JsonObject { ["artifactRepository"] = new JsonObject(), ["default"] = true };
            status["artifactGCStatus"] = new JsonObject { ["notSpecified"] = true };
            updated = true;
        }

        ReconcileTaskResults();
        if (metadata["labels"].TextAt(ArgoNames.Completed) == "true")
        {
            return;
        }

        if (string.IsNullOrEmpty(WorkflowPhase))
        {
            MarkWorkflowPhase(WorkflowPhases.Running, "");
            metadata.Child("annotations")[ArgoNames.PodNameFormat] = "v2";
        }
        else
        {
            if (!ReconcilePods())
            {
                requeues.Add(TimeSpan.Zero);
                return;
            }

            FailNodesWithoutPodsOnShutdown();
            FailWaitingNodesPastDeadline();
        }

        if (Deadline > input.Now && Deadline < DateTimeOffset.MaxValue)
        {
            requeues.Add(Deadline - input.Now + TimeSpan.FromSeconds(1));
        }

        if (spec.Flag("suspend") == true)
        {
            return;
        }

        ExecuteEntrypoint();
    }

    private void ExecuteEntrypoint()
    {
        WorkflowNode root;
        try
        {
            var caller = new TemplateCaller("", spec.Text("entrypoint") ?? "", spec["arguments"] as JsonObject, "");
            root = ExecuteTemplate(name, caller, new ExecuteOptions());
        }
        catch (TemplateErrorException error)
        {
            if (!WorkflowPhases.IsCompleted(WorkflowPhase))
            {
                MarkWorkflowPhase(WorkflowPhases.Error, $"error in entry template execution: {error.Message}");
            }

            return;
        }

        if (!root.IsFulfilled)
        {
            return;
        }

        var phase = root.Phase is NodePhases.Skipped or NodePhases.Omitted ? WorkflowPhases.Succeeded : root.Phase!;
        globals["workflow.status"] = phase;
        if (!ExecuteExitHandler(out var exit))
        {
            return;
        }

        var message = root.IsFailedOrError && IsShutDown ? $"Stopped with strategy '{Shutdown}'" : root.Message ?? "";
        if (phase == WorkflowPhases.Succeeded && exit?.IsFailedOrError == true)
        {
            MarkWorkflowPhase(exit.Phase!, exit.Message ?? "");
        }
        else
        {
            MarkWorkflowPhase(phase, phase == WorkflowPhases.Succeeded ? "" : message);
        }
    }

    /// <summary>Terminate skips the exit handler, Stop runs it.</summary>
    private bool ExecuteExitHandler(out WorkflowNode? exit)
    {
        exit = null;
        var template = spec.Text("onExit");
        var exitName = name + ".onExit";
        if (string.IsNullOrEmpty(template) || (nodes.GetByName(exitName) is null && !ShouldExecute(onExit: true)))
        {
            return true;
        }

        try
        {
            var caller = new TemplateCaller("", template, spec["arguments"] as JsonObject, "");
            exit = ExecuteTemplate(exitName, caller, new ExecuteOptions(OnExit: true, Hooked: true));
            return exit.IsFulfilled;
        }
        catch (TemplateErrorException error)
        {
            MarkWorkflowPhase(WorkflowPhases.Error, $"error in exit template execution : {error.Message}");
            return false;
        }
    }

    private bool ShouldExecute(bool onExit) => Shutdown != "Terminate" && (onExit || Shutdown != "Stop");

    private OperationOutcome Finish()
    {
        if (updated)
        {
            Progress.Update(nodes, status);
            if (status["taskResultsCompletionStatus"] is JsonObject { Count: 0 })
            {
                status.Remove("taskResultsCompletionStatus");
            }

            if (status["nodes"] is JsonObject { Count: 0 })
            {
                status.Remove("nodes");
            }

            if (MessageOf(() => input.Storage.Fold(workflow)) is { } tooLarge)
            {
                MarkWorkflowPhase(WorkflowPhases.Error, tooLarge);
            }
        }

        return new OperationOutcome
        {
            Workflow = workflow,
            Updated = updated,
            PodsToCreate = podsToCreate,
            PodsToTerminate = podsToTerminate,
            PodsToComplete = updated ? [.. PodsOfFulfilledNodes()] : [],
            Requeues = requeues,
            Finished = WorkflowPhases.IsCompleted(WorkflowPhase),
        };
    }

    private IEnumerable<string> PodsOfFulfilledNodes() =>
        input
            .Pods.Where(pod => nodes.Get(NodeIdOf(pod)) is { } node && NodePhases.IsFulfilled(node.Phase, node.TaskResultSynced))
            .Select(KubeObjects.Name);
}
