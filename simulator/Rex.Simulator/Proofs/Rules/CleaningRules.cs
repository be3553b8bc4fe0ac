using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Simulator.Modes;
using Rex.Simulator.Proofs.Doubles;

namespace Rex.Simulator.Proofs.Rules;

/// <summary>What goes before a restart, in which order, and what does not.</summary>
internal static class CleaningRules
{
    public static IEnumerable<BrokenRule> All =>
        [
            new(
                "pods-left",
                "the pods of the removed nodes go first",
                "they are left",
                (factory, _) => factory with { Workflows = new WorkflowsDouble(factory.Workflows) { SeesPods = false } }
            )
            {
                CaughtBy = ["g2-while-cleo-runs"],
            },
            new(
                "task-results-left",
                "the results that removed nodes recorded go",
                "they are left, and new nodes of the same ids take them for their own",
                (factory, _) => factory with { Workflows = new WorkflowsDouble(factory.Workflows) { SeesTaskResults = false } }
            )
            {
                CaughtBy = ["g3-while-tess-runs"],
            },
            new(
                "runs-listed-early",
                "runs are listed when no pod can create one any more",
                "they are listed once, before the pods are gone",
                (factory, _) => factory with { AgentRuns = new ListedOnce(factory.AgentRuns) }
            )
            {
                CaughtBy = ["force-push-back"],
            },
            new(
                "pods-forced",
                "a pod is given its grace period",
                "it is deleted by force",
                (factory, connection) => factory with { Workflows = new Forcing(factory.Workflows, connection) }
            )
            {
                CaughtBy = ["g2-while-cleo-runs"],
            },
            new(
                "deletion-not-awaited",
                "a cancelled run is waited for until it and its pods are gone",
                "what is being deleted counts as gone",
                (factory, _) =>
                    factory with
                    {
                        AgentRuns = new AgentRunsDouble(factory.AgentRuns)
                        {
                            Waits = false,
                            List = runs => [.. runs.Where(run => !run.IsDeleting)],
                        },
                    }
            )
            {
                CaughtBy = ["waits-for-finalizers"],
            },
            new(
                "finished-runs-deleted",
                "finished runs stay",
                "they are deleted with the others",
                (factory, _) =>
                    factory with
                    {
                        AgentRuns = new AgentRunsDouble(factory.AgentRuns)
                        {
                            List = runs => [.. runs.Select(run => run with { Phase = "Running" })],
                        },
                    }
            )
            {
                CaughtBy = ["finished-runs-are-kept"],
            },
            new(
                "label-first",
                "the label goes after the runs",
                "it goes before them",
                (factory, _) => factory with { PullRequests = new LabelFirst(factory.PullRequests, factory.Options.Names.QaLabel) }
            )
            {
                CaughtBy = ["g2-while-tess-runs"],
            },
            new(
                "finalizer-stripped",
                "a run's finalizer is its controller's",
                "it is taken off with the deletion",
                (factory, connection) => factory with { AgentRuns = new Stripping(factory.AgentRuns, connection) }
            )
            {
                CaughtBy = ["stuck-finalizer"],
            },
            new(
                "cleaning-not-confirmed",
                "what a list names is deleted only where the workflow was still held after the list",
                "a hold that was seen before the list is enough",
                (factory, _) => factory with { Workflows = new HeldForEver(factory.Workflows) }
            )
            {
                CaughtBy = ["two-runners"],
            },
            new(
                "label-not-confirmed",
                "a label is taken off only right after the ledger said that the work is still this process's",
                "it was said once, however long ago that is",
                (factory, _) => factory with { Store = new SaidOnce(factory.Store) }
            )
            {
                CaughtBy = ["two-runners"],
            },
            new(
                "task-id-only",
                "only runs of the downstream agents are cancelled",
                "all runs with the task's number in the repository are",
                (factory, _) =>
                    factory with
                    {
                        AgentRuns = new AgentRunsDouble(factory.AgentRuns)
                        {
                            Select = selector =>
                                LabelSelector.Of(selector.Requirements.Where(one => one.Key == factory.Options.Names.TaskLabel)),
                        },
                    }
            )
            {
                CaughtBy = ["only-cleo-and-tess-of-this-task"],
            },
            new(
                "workflow-of-any-repository",
                "only the main workflow of the pushed repository counts",
                "the number of the task is enough",
                (factory, connection) =>
                    factory with
                    {
                        Workflows = new WorkflowsDouble(factory.Workflows)
                        {
                            Read = workflow => MoveTo(workflow, connection.Repositories[0]),
                        },
                    }
            )
            {
                CaughtBy = ["same-task-in-two-repositories"],
            },
            new(
                "runs-of-any-repository",
                "only runs of the pushed repository are cancelled",
                "the number of the task is enough",
                (factory, connection) =>
                    factory with
                    {
                        AgentRuns = new AgentRunsDouble(factory.AgentRuns)
                        {
                            List = runs => [.. runs.Select(run => run with { RepositoryUrl = connection.Repositories[0] })],
                        },
                    }
            )
            {
                CaughtBy = ["only-cleo-and-tess-of-this-task"],
            },
        ];

    /// <summary>Lets a main workflow look like one of this repository.</summary>
    private static void MoveTo(JsonObject workflow, string repository)
    {
        Patches.Labels(workflow)!["repository"] = repository.Replace('/', '-');
        (workflow["spec"] as JsonObject)?.Remove("arguments");
    }

    /// <summary>Writes in Rex's name what no port of it can.</summary>
    private static async Task WritePastRexAsync(
        RexConnection connection,
        HttpMethod method,
        string path,
        HttpContent content,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient { BaseAddress = connection.Cluster };
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", connection.Identity);
        using var answer = await client.SendAsync(request, cancellationToken);
    }

    private sealed class ListedOnce(IAgentRuns inner) : AgentRunsDouble(inner)
    {
        private readonly ConcurrentDictionary<string, IReadOnlyList<AgentRun>> first = new();

        public override async Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken)
        {
            var now = await base.ListAsync(selector, cancellationToken);
            var known = first.GetOrAdd(selector.ToString(), now).Select(run => run.Uid).ToHashSet();
            return [.. now.Where(run => known.Contains(run.Uid))];
        }
    }

    private sealed class Stripping(IAgentRuns inner, RexConnection connection) : AgentRunsDouble(inner)
    {
        public override async Task DeleteAsync(AgentRun run, CancellationToken cancellationToken)
        {
            await base.DeleteAsync(run, cancellationToken);
            var path = $"apis/agents.platform/v1/namespaces/{connection.Namespace}/coderuns/{run.Name}";
            var patch = new StringContent("""{"metadata":{"finalizers":null}}""", null, "application/merge-patch+json");
            await WritePastRexAsync(connection, HttpMethod.Patch, path, patch, cancellationToken);
        }
    }

    /// <summary>Asked right after a list of pods, a workflow that was held before the list still is.</summary>
    private sealed class HeldForEver(IMainWorkflows inner) : WorkflowsDouble(inner)
    {
        private readonly ConcurrentDictionary<string, MainWorkflow> before = new();
        private readonly ConcurrentDictionary<string, bool> listed = new();

        public override async Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken)
        {
            if (listed.TryRemove(name, out _) && before.TryGetValue(name, out var known) && Hold.HolderOf(known) is not null)
            {
                return known;
            }

            return Know(await base.GetAsync(name, cancellationToken));
        }

        public override async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
        {
            listed.TryRemove(name, out _);
            var written = await base.PatchAsync(name, patch, cancellationToken);
            Know(written.Workflow);
            return written;
        }

        public override Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken)
        {
            listed[workflow] = true;
            return base.ListPodsAsync(workflow, cancellationToken);
        }

        private MainWorkflow? Know(MainWorkflow? workflow)
        {
            if (workflow is not null)
            {
                before[workflow.Name] = workflow;
            }

            return workflow;
        }
    }

    /// <summary>Asked again about an entry, with nothing else asked or written in between, the ledger says what it said before.</summary>
    private sealed class SaidOnce(IRemediationStore inner) : LedgerDouble(inner)
    {
        private readonly ConcurrentDictionary<RemediationId, Remediation> said = new();

        public override async Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken)
        {
            if (!said.TryGetValue(id, out var known) && (known = await base.GetAsync(id, cancellationToken)) is not null)
            {
                said[id] = known;
            }

            return known;
        }

        public override Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken)
        {
            foreach (var (id, _) in said.Where(pair => pair.Value.Task == task))
            {
                said.TryRemove(id, out _);
            }

            return base.ListAsync(task, cancellationToken);
        }

        public override Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            said.TryRemove(remediation.Id, out _);
            return base.TryUpdateStatusAsync(remediation, cancellationToken);
        }
    }

    private sealed class Forcing(IMainWorkflows inner, RexConnection connection) : WorkflowsDouble(inner)
    {
        public override async Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken)
        {
            var path = $"api/v1/namespaces/{connection.Namespace}/pods/{pod.Name}";
            var options = JsonContent.Create(new { gracePeriodSeconds = 0, preconditions = new { uid = pod.Uid } });
            await WritePastRexAsync(connection, HttpMethod.Delete, path, options, cancellationToken);
        }
    }

    private sealed class LabelFirst(IPullRequests inner, string label) : PullRequestsDouble(inner)
    {
        public override async Task<IReadOnlyList<PullRequest>> ListOpenAsync(
            RepositoryName repository,
            BranchName branch,
            CancellationToken cancellationToken
        )
        {
            var open = await base.ListOpenAsync(repository, branch, cancellationToken);
            foreach (var one in open.Where(one => one.Labels.Contains(label)))
            {
                await RemoveLabelAsync(repository, one.Number, label, cancellationToken);
            }

            return open;
        }
    }
}
