using YamlDotNet.RepresentationModel;

namespace Rex.Host.Deploying;

/// <summary>A folder of <c>deploy</c> as it is shipped, read the way that kustomize reads it: what its <c>kustomization.yaml</c> names.</summary>
internal static class ShippedFolder
{
    private const string Root = "deploy/";

    /// <summary>The text of a file, by its path below <c>deploy</c>.</summary>
    /// <exception cref="FileNotFoundException">It is not shipped with the program.</exception>
    public static string Text(string path)
    {
        using var stream =
            typeof(ShippedFolder).Assembly.GetManifestResourceStream(Root + path)
            ?? throw new FileNotFoundException($"The program holds no {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The objects of a folder, those of the folders that it names first, all in its namespace.</summary>
    public static IReadOnlyList<ManifestDocument> Read(string folder)
    {
        var kustomization = Kustomization(folder);
        var objects = kustomization
            .Items("resources")
            .SelectMany(resource => Objects(PathOf(folder, ((YamlScalarNode)resource).Value!)))
            .ToList();
        objects.AddRange(
            kustomization.Items("configMapGenerator").Select(map => ConfigMap(folder, new ManifestDocument((YamlMappingNode)map)))
        );
        if (kustomization.Text("namespace") is { } @namespace)
        {
            objects.ForEach(one => one.MoveTo(@namespace));
        }

        return objects;
    }

    private static IEnumerable<ManifestDocument> Objects(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) ? ManifestDocument.ReadAll(Text(path)) : Read(path);

    private static string PathOf(string folder, string resource) =>
        resource.StartsWith("../", StringComparison.Ordinal) ? resource[3..] : $"{folder}/{resource}";

    private static ManifestDocument Kustomization(string folder) => ManifestDocument.ReadAll(Text($"{folder}/kustomization.yaml"))[0];

    private static ManifestDocument ConfigMap(string folder, ManifestDocument generator)
    {
        var map = ManifestDocument.ReadAll("apiVersion: v1\nkind: ConfigMap\nmetadata: {}\ndata: {}\n")[0];
        map.Set(generator.Text("name")!, "metadata", "name");
        foreach (var file in generator.Items("files").Select(file => ((YamlScalarNode)file).Value!))
        {
            map.Set(Text($"{folder}/{file}"), "data", file);
        }

        return map;
    }
}
