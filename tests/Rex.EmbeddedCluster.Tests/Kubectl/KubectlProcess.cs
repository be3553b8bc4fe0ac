using System.Diagnostics;

namespace Rex.Embedded.Tests.Kubectl;

/// <summary>One run of kubectl.</summary>
public sealed class KubectlProcess : IAsyncDisposable
{
    private readonly Process _process;

    private KubectlProcess(Process process) => _process = process;

    /// <summary>Gets kubectl's path, or null where there is none.</summary>
    public static string? Executable { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl"))
            .FirstOrDefault(File.Exists);

    public StreamReader Output => _process.StandardOutput;

    public bool HasExited => _process.HasExited;

    public static KubectlProcess Start(string home, string kubeconfig, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        return new KubectlProcess(Process.Start(start)!);
    }

    /// <summary>Gives kubectl its input, waits for it, and takes what it printed.</summary>
    public async Task<(int Code, string Output)> FinishAsync(string input, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        _process.StandardInput.Close();
        var errors = _process.StandardError.ReadToEndAsync(cancellation);
        var output = await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return (_process.ExitCode, output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
