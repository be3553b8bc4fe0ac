using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rex.ApiServers.Processes;

/// <summary>
/// A child process that does not outlive this one, however this one ends. A small shell stands between them and holds the end of a
/// pipe; when the other end closes, because this process disposes it, exits, or is killed, the shell kills the child. What comes through
/// the pipe are names of signals for the child.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // A session of its own keeps Ctrl-C in the terminal from the child: it ends after its owner has, not at the same time.
    private const string Guard = """
        folder=$1
        shift
        exec 3<&0 </dev/null
        "$@" 3<&- &
        child=$!
        (
          while read -r signal; do
            kill -s "$signal" "$child"
            echo "guard: $signal"
          done <&3
          trap '' TERM
          kill -s KILL "$child"
          while kill -s 0 "$child"; do sleep 0.05; done
          if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
        ) 2>/dev/null &
        watcher=$!
        wait "$child"
        code=$?
        kill -s TERM "$watcher" 2>/dev/null
        wait "$watcher" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly LastLines output = new();
    private readonly ConcurrentQueue<TaskCompletionSource> signalled = new();

    private GuardedProcess(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    public string Name { get; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>The last lines that the process printed.</summary>
    public string Output => output.ToString();

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">What is deleted with it when it is stopped from this side; null for nothing.</param>
    /// <exception cref="ApiServerException">There is no shell to start it with.</exception>
    public static GuardedProcess Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var hasSession = File.Exists("/usr/bin/setsid");
        var start = new ProcessStartInfo(hasSession ? "/usr/bin/setsid" : "/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] shell = hasSession ? ["/bin/sh"] : [];
        foreach (var argument in (string[])[.. shell, "-c", Guard, "guard", folder ?? "", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var name = Path.GetFileName(program);
        try
        {
            var started = new GuardedProcess(name, Process.Start(start)!);
            started.process.OutputDataReceived += (_, line) => started.OnOutput(line.Data);
            started.process.ErrorDataReceived += (_, line) => started.output.Add(line.Data);
            started.process.BeginOutputReadLine();
            started.process.BeginErrorReadLine();
            return started;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ApiServerException($"{name} could not be started: {error.Message}", error);
        }
    }

    /// <summary>Sends it a signal, and returns when it has been sent.</summary>
    /// <param name="signal">Its name, such as STOP, without SIG.</param>
    /// <param name="cancellationToken">Ends the wait; the signal may be sent even so.</param>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (signalled)
        {
            signalled.Enqueue(sent);
            process.StandardInput.WriteLine(signal);
            process.StandardInput.Flush();
        }

        await Task.WhenAny(sent.Task, process.WaitForExitAsync(cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Asks again and again whether the process is where it should get to.</summary>
    /// <returns>False if it has ended by itself; all that it printed is known then.</returns>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<bool> WaitUntilAsync(
        Func<CancellationToken, Task<bool>> isThere,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                if (HasExited)
                {
                    await WaitForExitAsync(limit.Token);
                    return false;
                }

                if (await isThere(limit.Token))
                {
                    return true;
                }
            } while (await timer.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Said below.
        }

        throw new TimeoutException();
    }

    /// <summary>Waits until the process has printed a line.</summary>
    /// <exception cref="ApiServerException">It ended before it did.</exception>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<Match> WaitForLineAsync(Regex pattern, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var line = Match.Empty;
        return await WaitUntilAsync(_ => Task.FromResult((line = pattern.Match(Output)).Success), timeout, cancellationToken)
            ? line
            : throw EndedAtStart();
    }

    /// <summary>Waits until the process has ended by itself and all that it printed is known.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>What to say where it ended before it was ready, with its last words.</summary>
    public ApiServerException EndedAtStart() => new($"{Name} ended at its start with exit code {ExitCode}. Its last lines:\n{Output}");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void OnOutput(string? line)
    {
        if (line?.StartsWith("guard: ", StringComparison.Ordinal) == true && signalled.TryDequeue(out var sent))
        {
            sent.SetResult();
            return;
        }

        output.Add(line);
    }
}
