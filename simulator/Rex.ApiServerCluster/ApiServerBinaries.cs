using System.Diagnostics.CodeAnalysis;

namespace Rex.ApiServers;

/// <summary>The programs that a cluster is made of. They are found by the convention of envtest: one folder has them all.</summary>
/// <param name="ApiServer">The path of <c>kube-apiserver</c>.</param>
/// <param name="Etcd">The path of <c>etcd</c>.</param>
/// <param name="ControllerManager">The path of <c>kube-controller-manager</c>; null where there is none: then nothing collects garbage.</param>
public sealed record ApiServerBinaries(string ApiServer, string Etcd, string? ControllerManager)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "KUBEBUILDER_ASSETS";

    /// <summary>Looks where <c>KUBEBUILDER_ASSETS</c> says.</summary>
    /// <param name="binaries">What was found.</param>
    /// <param name="missing">What is missing and how to get it; null where all is there.</param>
    public static bool TryFind([NotNullWhen(true)] out ApiServerBinaries? binaries, [NotNullWhen(false)] out string? missing) =>
        TryFind(Environment.GetEnvironmentVariable(Variable), out binaries, out missing);

    /// <summary>Looks into a folder.</summary>
    /// <inheritdoc cref="TryFind(out ApiServerBinaries?, out string?)"/>
    public static bool TryFind(
        string? folder,
        [NotNullWhen(true)] out ApiServerBinaries? binaries,
        [NotNullWhen(false)] out string? missing
    )
    {
        binaries = null;
        if (string.IsNullOrEmpty(folder))
        {
            missing = $"{Variable} is not set: {HowToGetThem}";
            return false;
        }

        string[] needed = [Path.Combine(folder, "kube-apiserver"), Path.Combine(folder, "etcd")];
        if (needed.FirstOrDefault(path => !File.Exists(path)) is { } absent)
        {
            missing = $"There is no {absent}, where {Variable} points: {HowToGetThem}";
            return false;
        }

        var manager = Path.Combine(folder, "kube-controller-manager");
        binaries = new ApiServerBinaries(needed[0], needed[1], File.Exists(manager) ? manager : null);
        missing = null;
        return true;
    }

    private const string HowToGetThem =
        "it has to name a folder with kube-apiserver, etcd and, optionally, kube-controller-manager. eng/build-kubernetes.sh makes one.";
}
