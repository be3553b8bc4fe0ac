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
    /// <summary>Makes a client of it.</summary>
    /// <param name="path">The file; null to look where kubectl does.</param>
    /// <param name="context">Which of its contexts; null for its current one.</param>
    /// <param name="make">Makes the client; its certificates are read only then.</param>
    /// <exception cref="KubeConfigException">There is none, or it cannot be used; the message names the file.</exception>
    public static T Use<T>(string? path, string? context, Func<KubernetesClientConfiguration, T> make) =>
        Use(path, context, Environment.GetEnvironmentVariable("KUBECONFIG"), make);

    /// <summary>Makes a client of it.</summary>
    /// <param name="path">The file; null to look where kubectl does.</param>
    /// <param name="context">Which of its contexts; null for its current one.</param>
    /// <param name="named">What KUBECONFIG says.</param>
    /// <param name="make">Makes the client; its certificates are read only then.</param>
    /// <exception cref="KubeConfigException">There is none, or it cannot be used; the message names the file.</exception>
    internal static T Use<T>(string? path, string? context, string? named, Func<KubernetesClientConfiguration, T> make)
    {
        var file = Find(path, context, named);
        return Reading(file, () => make(KubernetesClientConfiguration.BuildConfigFromConfigFile(file, context)));
    }

    private static string Find(string? path, string? context, string? named)
    {
        if (path is not null || string.IsNullOrEmpty(named))
        {
            return path ?? KubernetesClientConfiguration.KubeConfigDefaultLocation;
        }

        // Like kubectl, files that are not there are passed over, and the first word counts.
        var found = named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).ToList();
        return found.Count switch
        {
            0 => throw new KubeConfigException($"KUBECONFIG names no file that is there: {named}"),
            1 => found[0],
            _ => found.FirstOrDefault(one => Has(one, context)) ?? found[0],
        };
    }

    private static bool Has(string file, string? context)
    {
        var config = Reading(file, () => KubernetesClientConfiguration.LoadKubeConfig(file));
        return context is null ? !string.IsNullOrEmpty(config.CurrentContext) : config.Contexts?.Any(one => one.Name == context) == true;
    }

    /// <summary>KubernetesClient lets the errors of YAML, base64, certificates and plug-ins through as they are, mostly without the file.</summary>
    private static T Reading<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error)
        {
            throw new KubeConfigException($"The kubeconfig '{file}' cannot be used: {error.GetBaseException().Message}", error);
        }
    }
}
