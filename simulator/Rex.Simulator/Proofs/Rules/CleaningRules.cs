using System.Collections.Concurrent;
using System.Net.Http.Json;
using Rex.Core.Agents;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
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
                "any-repository",
                "only workflows and runs of the pushed repository are touched",
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

    private sealed class Forcing(IMainWorkflows inner, RexConnection connection) : WorkflowsDouble(inner)
    {
        public override async Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken)
        {
            using var client = new HttpClient { BaseAddress = connection.Cluster };
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"api/v1/namespaces/{connection.Namespace}/pods/{pod.Name}")
            {
                Content = JsonContent.Create(new { gracePeriodSeconds = 0, preconditions = new { uid = pod.Uid } }),
            };
            request.Headers.Authorization = new("Bearer", connection.Identity);
            using var answer = await client.SendAsync(request, cancellationToken);
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
