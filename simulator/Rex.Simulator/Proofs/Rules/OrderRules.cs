using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Simulator.Oracles;
using Rex.Simulator.Proofs.Doubles;

namespace Rex.Simulator.Proofs.Rules;

/// <summary>Which push counts, which workflow is meant, and what an answer means.</summary>
internal static class OrderRules
{
    private const string RestartedHead = "rex.agents.platform/restarted-head";

    public static IEnumerable<BrokenRule> All =>
        [
            new(
                "fence-ignored",
                "an older push does nothing after a newer one's restart",
                "what the workflow says of its last restart is not read",
                (factory, _) =>
                {
                    var ledger = new Forgetful(factory.Store);
                    return factory with { Workflows = new StampsUnread(factory.Workflows, ledger.IsAtWork), Store = ledger };
                }
            )
            {
                CaughtBy = ["late-old-push"],
            },
            new(
                "restart-not-remembered",
                "a restart that was made is known after a crash",
                "the stamp that it left is not read",
                (factory, _) => factory with { Workflows = new OnlyOwnStamps(factory.Workflows) }
            )
            {
                CaughtBy = ["crash-at-the-restart"],
            },
            new(
                "covered-not-seen",
                "a push that QA looks at already restarts nothing",
                "when QA started is not looked at",
                (factory, _) =>
                    factory with
                    {
                        AgentRuns = new AgentRunsDouble(factory.AgentRuns)
                        {
                            List = runs => [.. runs.Select(run => run with { CreatedAt = DateTimeOffset.UnixEpoch })],
                        },
                    }
            )
            {
                CaughtBy = ["late-push-before-qa"],
            },
            new(
                "ordered-by-arrival",
                "pushes of one second count in the order in which each went on from the one before",
                "they count in the order of their arrival",
                (factory, _) => factory with { Store = new LedgerDouble(factory.Store) { Read = InOrderOfArrival } }
            )
            {
                CaughtBy = ["pushes-within-one-second"],
            },
            new(
                "duplicate-not-seen",
                "a push that was accepted before is a duplicate",
                "it begins anew",
                (factory, _) => factory with { Store = new Reopening(factory.Store) }
            )
            {
                CaughtBy = ["rapid-pushes"],
            },
            new(
                "same-commit-is-duplicate",
                "a push back to an earlier commit is a push of its own",
                "a commit that was accepted before makes a duplicate",
                (factory, _) => factory with { Store = new ByCommit(factory.Store) }
            )
            {
                CaughtBy = ["force-push-back"],
            },
            new(
                "dropped-while-at-work",
                "a push that comes while another of its task is at work is kept",
                "it is dropped",
                (factory, _) => factory with { Store = new Dropping(factory.Store) }
            )
            {
                CaughtBy = ["rapid-pushes"],
            },
            new(
                "first-workflow",
                "several active workflows of a task are told apart, or nothing is done",
                "the first one is taken",
                (factory, _) =>
                    factory with
                    {
                        Workflows = new WorkflowsDouble(factory.Workflows) { List = workflows => [.. workflows.Take(1)] },
                    }
            )
            {
                CaughtBy = ["ambiguous-workflows"],
            },
            new(
                "every-404-is-success",
                "only the answer that the label is not there means that it is gone",
                "every answer 404 does",
                (factory, _) => factory with { PullRequests = new Trusting(factory.PullRequests) }
            )
            {
                CaughtBy = ["github-lost-access"],
            },
        ];

    /// <summary>Within a second, the later a push arrived the newer it looks; its identity, which has whole seconds, stays.</summary>
    private static Remediation InOrderOfArrival(Remediation remediation) =>
        remediation with
        {
            Push = remediation.Push with
            {
                PushedAt = remediation.Push.PushedAt + ((remediation.AcceptedAt - remediation.Push.PushedAt) / 100_000),
            },
        };

    /// <summary>Sees stamps only where this says so.</summary>
    private class StampsUnread(IMainWorkflows inner, Func<string, bool> isRead) : WorkflowsDouble(inner)
    {
        protected override void OnRead(JsonObject workflow)
        {
            if (Patches.Annotations(workflow)?[RexWrite.RestartedFor]?.GetValue<string>() is { } stamp && !isRead(stamp))
            {
                Patches.Annotations(workflow)!.Remove(RexWrite.RestartedFor);
                Patches.Annotations(workflow)!.Remove(RestartedHead);
            }
        }
    }

    /// <summary>Sees the stamps that this process wrote, and none from before a crash.</summary>
    private sealed class OnlyOwnStamps : StampsUnread
    {
        private readonly ConcurrentDictionary<string, bool> written;

        public OnlyOwnStamps(IMainWorkflows inner)
            : this(inner, new ConcurrentDictionary<string, bool>()) { }

        private OnlyOwnStamps(IMainWorkflows inner, ConcurrentDictionary<string, bool> written)
            : base(inner, written.ContainsKey) => this.written = written;

        public override Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
        {
            if (Patches.IsRestart(patch))
            {
                written[Patches.Annotations(patch)![RexWrite.RestartedFor]!.GetValue<string>()] = true;
            }

            return base.PatchAsync(name, patch, cancellationToken);
        }
    }

    /// <summary>What has ended is not listed: the fence is all that an older push could meet.</summary>
    private sealed class Forgetful(IRemediationStore inner) : LedgerDouble(inner)
    {
        private readonly ConcurrentDictionary<string, bool> atWork = new();

        public bool IsAtWork(string id) => atWork.ContainsKey(id);

        public override async Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken) =>
            [.. (await base.ListAsync(task, cancellationToken)).Where(one => !one.HasEnded)];

        public override Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            if (remediation.HasEnded)
            {
                atWork.TryRemove(remediation.Id.Value, out _);
            }
            else
            {
                atWork[remediation.Id.Value] = true;
            }

            return base.TryUpdateStatusAsync(remediation, cancellationToken);
        }
    }

    private sealed class Reopening(IRemediationStore inner) : LedgerDouble(inner)
    {
        public override async Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            if (await base.TryAddAsync(remediation, cancellationToken) is { } added)
            {
                return added;
            }

            var there = await Inner.GetAsync(remediation.Id, cancellationToken);
            return there is null
                ? null
                : await Inner.TryUpdateStatusAsync(there with { Status = new RemediationStatus() }, cancellationToken);
        }
    }

    private sealed class ByCommit(IRemediationStore inner) : LedgerDouble(inner)
    {
        public override async Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            var ofTask = await Inner.ListAsync(remediation.Task, cancellationToken);
            return ofTask.Any(one => one.Push.After == remediation.Push.After)
                ? null
                : await base.TryAddAsync(remediation, cancellationToken);
        }
    }

    private sealed class Dropping(IRemediationStore inner) : LedgerDouble(inner)
    {
        public override async Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken)
        {
            var ofTask = await Inner.ListAsync(remediation.Task, cancellationToken);
            return ofTask.Any(one => !one.HasEnded) ? null : await base.TryAddAsync(remediation, cancellationToken);
        }
    }

    private sealed class Trusting(IPullRequests inner) : PullRequestsDouble(inner)
    {
        public override Task<IReadOnlyList<PullRequest>> ListOpenAsync(
            RepositoryName repository,
            BranchName branch,
            CancellationToken cancellationToken
        ) => OrAsync(() => base.ListOpenAsync(repository, branch, cancellationToken), (IReadOnlyList<PullRequest>)[]);

        public override Task<IReadOnlyList<string>> ListLabelsAsync(
            RepositoryName repository,
            long number,
            CancellationToken cancellationToken
        ) => OrAsync(() => base.ListLabelsAsync(repository, number, cancellationToken), (IReadOnlyList<string>)[]);

        public override Task<bool> RemoveLabelAsync(
            RepositoryName repository,
            long number,
            string label,
            CancellationToken cancellationToken
        ) => OrAsync(() => base.RemoveLabelAsync(repository, number, label, cancellationToken), false);

        private static async Task<T> OrAsync<T>(Func<Task<T>> ask, T absent)
        {
            try
            {
                return await ask();
            }
            catch (PlatformException error) when (error.Reason == ReasonCode.AccessLost)
            {
                return absent;
            }
        }
    }
}
