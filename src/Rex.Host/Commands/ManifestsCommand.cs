using Rex.Host.Deploying;

namespace Rex.Host.Commands;

/// <summary><c>rex manifests</c>: prints what to apply.</summary>
internal static class ManifestsCommand
{
    /// <summary>The ways to deploy, each called as its folder below <c>deploy</c>.</summary>
    public static IReadOnlyList<string> Modes { get; } = ["argo", "argo-remediation"];

    /// <summary>Prints one object after the other; what is still to be known goes to the errors, so that the manifests alone can be piped.</summary>
    /// <exception cref="CommandException">An option or a setting cannot be used.</exception>
    public static int Run(string mode, DeploymentFlags flags, TextWriter output, TextWriter errors)
    {
        var manifests = ArgoDeploymentManifests.Create(mode, flags);
        foreach (var document in manifests.Documents)
        {
            document.Write(output);
        }

        foreach (var note in manifests.Notes)
        {
            errors.WriteLine(note);
        }

        return ExitCode.Done;
    }
}
