using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>The volumes of one pod: a folder for each, which takes the place of where the container has it mounted.</summary>
internal sealed class PodVolumes : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rex-pod-");
    private readonly List<(string MountPath, string Name)> mounts;

    public PodVolumes(JsonObject container)
    {
        mounts = [.. container.Objects("volumeMounts").Select(mount => (mount.Text("mountPath") ?? "", mount.Text("name") ?? ""))];
        foreach (var (_, name) in mounts)
        {
            root.CreateSubdirectory(name);
        }
    }

    /// <summary>The folder of a volume.</summary>
    public string Folder(string name) => Path.Combine(root.FullName, name);

    /// <summary>A path as the container has it, on this machine; other texts stay as they are.</summary>
    public string Here(string path)
    {
        foreach (var (mountPath, name) in mounts)
        {
            if (path == mountPath || path.StartsWith(mountPath + "/", StringComparison.Ordinal))
            {
                return Folder(name) + path[mountPath.Length..];
            }
        }

        return path;
    }

    public void Dispose() => root.Delete(recursive: true);
}
