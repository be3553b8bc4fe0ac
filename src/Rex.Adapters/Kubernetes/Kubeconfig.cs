using k8s;
using k8s.Exceptions;

namespace Rex.Adapters.Kubernetes;

/// <summary>Finds the kubeconfig that kubectl would take: a file that is named, those of KUBECONFIG, or that of the home folder.</summary>
/// <remarks>
/// KubernetesClient itself looks at KUBECONFIG only where it chooses the context as well. Where KUBECONFIG names several files, a context
/// is looked for in each of them, with its cluster and its user in the same file; kubectl would merge them.
/// </remarks>
internal static class Kubeconfig
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file; null to look where kubectl does.</param>
    /// <param name="context">Which of its contexts; null for its current one.</param>
    /// <exception cref="KubeConfigException">There is none, or it names no such context, or not all that belongs to it.</exception>
    public static KubernetesClientConfiguration Read(string? path, string? context) =>
        Read(path, context, Environment.GetEnvironmentVariable("KUBECONFIG"));

    /// <summary>Reads it.</summary>
    /// <param name="path">The file; null to look where kubectl does.</param>
    /// <param name="context">Which of its contexts; null for its current one.</param>
    /// <param name="named">What KUBECONFIG says.</param>
    /// <exception cref="KubeConfigException">There is none, or it names no such context, or not all that belongs to it.</exception>
    internal static KubernetesClientConfiguration Read(string? path, string? context, string? named)
    {
        if (path is not null || string.IsNullOrEmpty(named))
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(path, context);
        }

        // Like kubectl, files that are not there are passed over, and the first word counts.
        var found = named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).ToList();
        if (found.Count == 0)
        {
            throw new KubeConfigException($"KUBECONFIG names no file that is there: {named}");
        }

        var file = found.Count == 1 ? found[0] : found.FirstOrDefault(one => Has(one, context)) ?? found[0];
        return KubernetesClientConfiguration.BuildConfigFromConfigFile(file, context);
    }

    private static bool Has(string file, string? context)
    {
        var config = KubernetesClientConfiguration.LoadKubeConfig(file);
        return context is null ? !string.IsNullOrEmpty(config.CurrentContext) : config.Contexts?.Any(one => one.Name == context) == true;
    }
}
