using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Runs;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// What Rex's image holds: <c>rex</c>, started with the very arguments and environment of a pod, in this process and on the world's clock. Each pod
/// has an identity of its own; where that crashes, the pod ends as a killed process does.
/// </summary>
internal sealed class StepPods(World world, Timeline timeline, StepSettings settings)
{
    private static readonly string[] Program = ["dotnet", "/app/rex.dll"];

    private readonly HashSet<string> told = [];
    private readonly ConcurrentDictionary<(string Workflow, string Step), StepResult> results = new();

    /// <summary>What a step of a workflow put out the last time it ended; null where it has not.</summary>
    public StepResult? ResultOf(string workflow, string step) => results.GetValueOrDefault((workflow, step));

    /// <summary>Runs a container.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(ContainerStart start, CancellationToken cancellationToken)
    {
        if (!start.Command.SequenceEqual(Program))
        {
            throw new InvalidOperationException($"Rex's image holds no {string.Join(' ', start.Command)}");
        }

        settings.Fill(start);
        var alive = world.Processes.Alive(start.Pod);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alive);
        await using var output = new StringWriter();
        var code = await InvokeAsync(start, output, ends.Token);
        if (alive.IsCancellationRequested)
        {
            // It died where it crashed: what it wrote down after that was never written.
            timeline.Note(start.Pod, "is dead");
            Wipe(start);
            return ProcessResult.Killed.ExitCode;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Note(start, code, output.ToString());
        return code;
    }

    private async Task<int> InvokeAsync(ContainerStart start, TextWriter output, CancellationToken cancellationToken)
    {
        var time = world.TimeOf(start.Pod);
        // A program that starts takes the machine's time, which is not the world's, until it first asks what time it is.
        using var starting = world.Clock.TrackWork();
        var command = RexCommandLine.Create(
            start.Environment.GetValueOrDefault,
            services =>
            {
                services.AddSingleton(_ =>
                {
                    starting.Dispose();
                    return time;
                });
                services.AddSingleton<IRemediationObserver>(timeline.ObserverFor(start.Pod, told));
            }
        );
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = TextWriter.Null,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await command.Parse([.. start.Arguments.Select(start.Volumes.Here)]).InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return ProcessResult.Killed.ExitCode;
        }
    }

    private void Note(ContainerStart start, int code, string output)
    {
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.StartsWith('{'));
        if (line is null || JsonNode.Parse(line) is not JsonObject said)
        {
            timeline.Note(start.Pod, $"{start.Step} ends with {code}");
            return;
        }

        var result = new StepResult(code, said);
        results[(start.Workflow, start.Step)] = result;
        timeline.Note(start.Pod, $"{start.Step} ends with {code}: {result.Decision} {result.Reason}".TrimEnd());
    }

    private static void Wipe(ContainerStart start)
    {
        var at = start.Arguments.ToList().IndexOf("--outputs");
        if (at >= 0 && start.Volumes.Here(start.Arguments[at + 1]) is var folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
