using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>Sees which controllers a cluster has: it must collect garbage, and leave the stand-ins' Jobs alone.</summary>
internal sealed class ControllerProbe(KubeApi kube, TimeProvider time)
{
    // New definitions come to the garbage collector's notice every 30 seconds.
    private static readonly TimeSpan LongestCollection = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestPickUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Checks it in a namespace that has nothing else.</summary>
    /// <exception cref="ClusterException">Scenarios would not come out as they should.</exception>
    public async Task CheckAsync(string ns, CancellationToken cancellationToken)
    {
        await ServiceAccounts.WaitForDefaultAsync(kube, ns, time, cancellationToken);
        await CheckJobsAsync(ns, cancellationToken);
        await CheckCollectionAsync(ns, cancellationToken);
    }

    private async Task CheckJobsAsync(string ns, CancellationToken cancellationToken)
    {
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = "probe" },
            ["spec"] = new JsonObject
            {
                ["parallelism"] = 0,
                ["template"] = new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["restartPolicy"] = "Never",
                        ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }),
                    },
                },
            },
        };
        SimulatedPods.Mark(job, "jobs");
        var created = await kube.CreateAsync(KubeResource.Jobs, ns, job, cancellationToken);
        if (created.GetText("spec", "managedBy") is not null)
        {
            return;
        }

        var end = time.GetUtcNow() + LongestPickUp;
        while (time.GetUtcNow() < end)
        {
            var now = await kube.GetAsync(KubeResource.Jobs, ns, "probe", cancellationToken);
            if (now.Get("status", "startTime") is not null)
            {
                throw new ClusterException(
                    "The cluster's Job controller takes every Job for its own: it does not know spec.managedBy, which came with "
                        + "Kubernetes 1.32. Scenarios play the agents' pods themselves; use a later cluster."
                );
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task CheckCollectionAsync(string ns, CancellationToken cancellationToken)
    {
        var orphan = new JsonObject
        {
            ["apiVersion"] = "agents.platform/v1",
            ["kind"] = "CodeRun",
            ["metadata"] = new JsonObject
            {
                ["name"] = "orphan",
                ["ownerReferences"] = new JsonArray(
                    new JsonObject
                    {
                        ["apiVersion"] = "v1",
                        ["kind"] = "ConfigMap",
                        ["name"] = "never-was",
                        ["uid"] = "00000000-0000-4000-8000-000000000000",
                    }
                ),
            },
            ["spec"] = new JsonObject
            {
                ["taskId"] = 1,
                ["service"] = "probe",
                ["repositoryUrl"] = "acme/probe",
                ["docsRepositoryUrl"] = "acme/docs",
                ["workingDirectory"] = ".",
                ["model"] = "none",
                ["githubApp"] = "nobody",
            },
        };
        await kube.CreateAsync(KubeResource.CodeRuns, ns, orphan, cancellationToken);
        using var timer = new CancellationTokenSource(LongestCollection, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await kube.WaitUntilGoneAsync(KubeResource.CodeRuns, ns, "orphan", limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterException(
                $"Nothing collects garbage on the cluster: a run whose owner is gone was still there after {LongestCollection.TotalSeconds:0} seconds. "
                    + "Scenarios need kube-controller-manager's garbage collector."
            );
        }
    }
}
