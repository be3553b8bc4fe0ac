using Rex.Simulator.Deliveries;
using Rex.Simulator.GitHub.Hooks;

namespace Rex.Simulator.Loads;

/// <summary>The two files from which replicas read the hook's secrets, and a hook whose secret is rotated under way as the documentation says.</summary>
internal sealed class HookSecretFiles : IDisposable
{
    private const string Next = "the second secret of this hook";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-secrets-");

    public HookSecretFiles()
    {
        File.WriteAllText(Old, DeliveryHeaders.Secret);
        File.WriteAllText(New, DeliveryHeaders.Secret);
    }

    private string Old => Path.Combine(folder.FullName, "old");

    private string New => Path.Combine(folder.FullName, "new");

    /// <summary>What Rex is told about them.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["Rex:Webhook:SecretFiles:0"] = Old, ["Rex:Webhook:SecretFiles:1"] = New };

    /// <summary>Puts a new secret beside the old one, changes the hook, and takes the old one away.</summary>
    /// <param name="hooks">The hook.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="between">How long each state lasts: longer than it takes to read the files again.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task RotateAsync(GitHubHooks hooks, TimeProvider clock, TimeSpan between, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(New, Next, cancellationToken);
        await Task.Delay(between, clock, cancellationToken);
        hooks.Secret = Next;
        await Task.Delay(between, clock, cancellationToken);
        await File.WriteAllTextAsync(Old, Next, cancellationToken);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
