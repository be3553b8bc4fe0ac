using System.Collections.Concurrent;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>The programs that container images hold. A container of another image does nothing.</summary>
internal sealed class ContainerPrograms
{
    private readonly ConcurrentDictionary<string, Func<ContainerStart, CancellationToken, Task<int>>> all = new(StringComparer.Ordinal);

    /// <summary>Says what an image holds: given how it is started, the program ends with its exit code.</summary>
    public void Install(string image, Func<ContainerStart, CancellationToken, Task<int>> program) => all[image] = program;

    /// <summary>Null where nobody said.</summary>
    public Func<ContainerStart, CancellationToken, Task<int>>? Find(string image) => all.GetValueOrDefault(image);
}
