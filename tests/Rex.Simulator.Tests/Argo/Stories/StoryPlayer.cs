using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo.Stories;

/// <summary>
/// Plays one workflow's recordings from its creation on. The engine makes the tree; pods end as recorded; every call and every recorded write
/// goes to the workflow on the embedded cluster, calls through the Argo Server stand-in's HTTP. Nothing of the workflow is taken from the
/// recordings but its specification.
/// </summary>
internal sealed class StoryPlayer : IAsyncDisposable
{
    private readonly PlatformWorld world;
    private readonly EngineDriver driver;
    private readonly FakeTimeProvider time;
    private readonly ArgoServerEndpoint server;
    private readonly HttpClient http;
    private bool begun;

    private StoryPlayer(PlatformWorld world, EngineDriver driver, ArgoServerEndpoint server, FakeTimeProvider time)
    {
        this.world = world;
        this.driver = driver;
        this.server = server;
        this.time = time;
        http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    private static CancellationToken Cancellation => CancellationToken.None;

    private string Name => driver.Workflow["metadata"].TextAt("name")!;

    public static async Task<StoryPlayer> StartAsync(Recording first)
    {
        var world = await PlatformWorld.StartClusterAsync();
        var driver = EngineDriver.For(first);
        var time = new FakeTimeProvider(driver.Now);
        var argo = new ArgoServer(world.Client("argo-server"), time, new NodeStorage(ArgoVersion.Parse(first.Version)));
        var server = await ArgoServerEndpoint.StartAsync(argo, Cancellation);
        var created = await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, driver.Workflow, Cancellation);
        driver.Workflow = created.ToJsonObject();
        return new StoryPlayer(world, driver, server, time);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>Goes on to that moment; what is not as recorded.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(Recording recording)
    {
        var differences = new List<string>();
        if (recording.Before is { } before)
        {
            differences.AddRange(await PlayWritesAsync(recording.Writes, before));
        }
        else if (RecordedCall.Of(recording) is { } call)
        {
            if (!begun)
            {
                RunTowards(recording.State);
            }

            differences.AddRange(await CallAsync(call, recording));
        }

        begun = true;
        if (recording.Json["workflow"] is not JsonObject workflow)
        {
            return differences;
        }

        // A moment with the resourceVersion of the last write is from the middle of the controller's next operation: its pods may be
        // there already.
        var last = (recording.Writes is [.., var write] ? write["answer"] : null).TextAt("metadata", "resourceVersion");
        if (last != workflow["metadata"].TextAt("resourceVersion"))
        {
            RunTowards(workflow);
            differences.AddRange(PodsAndResults.Differences(driver, recording));
        }

        return [.. differences, .. Compare(workflow)];
    }

    /// <summary>What was written by hand, and that the controller does nothing under a hold.</summary>
    private async Task<IReadOnlyList<string>> PlayWritesAsync(IReadOnlyList<JsonObject> writes, JsonObject before)
    {
        RunTowards(before);
        var differences = Compare(before).Select(line => "before: " + line).ToList();
        foreach (var write in writes)
        {
            await WriteAsync(write, before);
            if (write["answer"] is JsonObject answer)
            {
                differences.AddRange(Compare(answer).Select(line => "written: " + line));
            }

            if (driver.IsLeftAlone && driver.Operate() is { Updated: true } or { PodsToCreate.Count: > 0 })
            {
                differences.Add("under the hold something was done");
            }
        }

        return differences;
    }

    private IEnumerable<string> Compare(JsonObject recorded) =>
        [.. NodeTrees.Differences(NodesOf(driver.Workflow), NodesOf(recorded)), .. WorkflowFields.Differences(driver.Workflow, recorded)];

    private void RunTowards(JsonObject recorded) =>
        driver.RunTowards(NodesOf(recorded), recorded["status"].At("taskResultsCompletionStatus") as JsonObject);

    private static JsonObject NodesOf(JsonObject workflow) => workflow["status"].At("nodes") as JsonObject ?? [];

    /// <summary>Before a write that removes nodes, their pods and results go, as they went when it was recorded.</summary>
    private async Task WriteAsync(JsonObject write, JsonObject before)
    {
        var patch = (JsonObject)(write["body"] ?? MergePatch.Between(before, (JsonObject)write["answer"]!)).DeepClone();
        patch["metadata"]?.AsObject().Remove("resourceVersion");
        patch["metadata"]?.AsObject().Remove("generation");
        var removed = (patch["status"].At("nodes") as JsonObject ?? [])
            .Where(node => node.Value is null)
            .Select(node => node.Key)
            .ToHashSet();
        driver.LosePods(pod => removed.Contains(driver.Pods[pod]["metadata"].TextAt("annotations", ArgoNames.NodeId)!));
        removed.ToList().ForEach(id => driver.Results.Remove(id));
        await PatchAsync(patch);
    }

    private async Task<IReadOnlyList<string>> CallAsync(RecordedCall call, Recording recording)
    {
        if (call.Operation is null)
        {
            await PatchAsync(call.Body);
            return [];
        }

        await UploadAsync();
        var path = new Uri($"api/v1/workflows/{PlatformWorld.Namespace}/{Name}/{call.Operation}", UriKind.Relative);
        using var response = await http.PutAsJsonAsync(path, call.Body, Cancellation);
        var answer = JsonSerializer.Deserialize<JsonObject>(await response.Content.ReadAsStringAsync(Cancellation))!;
        await DownloadAsync();
        return CompareAnswer((int)response.StatusCode, answer, recording);
    }

    private static List<string> CompareAnswer(int status, JsonObject answer, Recording recording)
    {
        var differences = new List<string>();
        if (recording.Json["status"] is { } recordedStatus && recordedStatus.GetValue<int>() != status)
        {
            differences.Add($"answer: HTTP {status} instead of {recordedStatus}: {answer.ToJsonString()}");
        }

        if (recording.Json["answer"] is JsonObject recorded)
        {
            foreach (var field in (string[])["code", "message"])
            {
                if (answer[field]?.ToString() != recorded[field]?.ToString())
                {
                    differences.Add($"answer: {field} {answer[field]} instead of {recorded[field]}");
                }
            }

            differences.AddRange(NodeTrees.Differences(NodesOf(answer), NodesOf(recorded)).Select(line => "answer: " + line));
        }

        return differences;
    }

    private async Task PatchAsync(JsonObject patch)
    {
        await UploadAsync();
        await world.Api.PatchAsync(KubeResource.Workflows, PlatformWorld.Namespace, Name, patch, Cancellation);
        await DownloadAsync();
    }

    private async Task UploadAsync()
    {
        time.SetUtcNow(driver.Now);
        var stored = await world.WorkflowAsync(Name);
        driver.Workflow["metadata"]!["resourceVersion"] = stored.ResourceVersion();
        await world.Api.ReplaceAsync(KubeResource.Workflows, PlatformWorld.Namespace, Name, driver.Workflow, Cancellation);
        var known = (await world.ListAsync(KubeResource.Pods)).Select(pod => pod.Name()).ToHashSet();
        foreach (var (name, pod) in driver.Pods)
        {
            if (!known.Remove(name))
            {
                await world.Api.CreateAsync(KubeResource.Pods, PlatformWorld.Namespace, pod, Cancellation);
            }
        }

        foreach (var gone in known)
        {
            await DeletePodAsync(gone);
        }
    }

    private async Task DownloadAsync()
    {
        driver.Workflow = (await world.WorkflowAsync(Name)).ToJsonObject();
        var left = (await world.ListAsync(KubeResource.Pods)).Where(pod => !pod.IsDeleting()).Select(pod => pod.Name()).ToHashSet();
        driver.LosePods(pod => !left.Contains(pod));
    }

    private async Task DeletePodAsync(string name)
    {
        var pod = await world.Api.GetAsync(KubeResource.Pods, PlatformWorld.Namespace, name, Cancellation);
        await world.Api.DeleteAsync(KubeResource.Pods, PlatformWorld.Namespace, name, pod.Uid(), Cancellation, graceSeconds: 0);
    }
}
