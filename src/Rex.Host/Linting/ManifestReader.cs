using Rex.Host.Linting.Access;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting;

/// <summary>Reads files, and keeps what the rules can look at apart from what is only reported.</summary>
internal sealed class ManifestReader
{
    private readonly List<Manifest> _manifests = [];
    private readonly List<Finding> _findings = [];

    /// <summary>What the rules can look at.</summary>
    public IReadOnlyList<Manifest> Manifests => _manifests;

    /// <summary>What is said about the rest.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many files were named or found.</summary>
    public int Files { get; private set; }

    /// <summary>How many documents they hold, as far as they could be read.</summary>
    public int Documents { get; private set; }

    /// <summary>Reads a file, or every YAML file of a folder and its folders.</summary>
    public void ReadPath(string path)
    {
        if (!Directory.Exists(path))
        {
            ReadFile(path);
            return;
        }

        List<string> files;
        try
        {
            // Links are not followed: they may lead back up.
            var options = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = false,
            };
            files =
            [
                .. Directory
                    .EnumerateFiles(path, "*", options)
                    .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Report(Reading.Unreadable, path, Position.Start, error.Message);
            return;
        }

        if (files.Count == 0)
        {
            Report(Reading.NotLookedAt, path, Position.Start, "the folder holds no .yaml and no .yml file");
        }

        files.ForEach(ReadFile);
    }

    /// <summary>Reads the documents of a text that is not in a file of its own.</summary>
    public void ReadText(string file, string text)
    {
        Files++;
        foreach (var document in DocumentSplitter.Split(text))
        {
            Documents++;
            Read(file, document);
        }
    }

    private void ReadFile(string path)
    {
        var file = ManifestFile.Read(path);
        if (file.Text is { } text)
        {
            ReadText(path, text);
            return;
        }

        Files++;
        Report(Reading.Unreadable, path, Position.Start, file.Problem!);
    }

    private void Read(string file, DocumentText document)
    {
        var parsed = DocumentParser.Parse(document);
        foreach (var problem in parsed.Problems)
        {
            Report(Reading.Unparsable, file, problem.Position, problem.Message);
        }

        if (parsed.Root is not { IsNull: false } root)
        {
            if (parsed.Problems.Count == 0)
            {
                Report(Reading.NotLookedAt, file, document.Place(1, 1), "the document is empty");
            }

            return;
        }

        var manifests = ManifestExpansion.Of(file, root).ToList();
        _manifests.AddRange(manifests);
        foreach (var manifest in manifests.Where(manifest => manifest.Holder is null))
        {
            if (!manifest.IsObject)
            {
                Report(Reading.NotLookedAt, file, manifest.Root.Position, "this is no Kubernetes object: it has no apiVersion and kind");
            }
            else if (!KnownResources.IsKnown(manifest))
            {
                Report(
                    Reading.NotLookedAt,
                    file,
                    manifest.Root.Position,
                    $"no rule knows kind {manifest.Kind} of {manifest.ApiVersion}; only what holds for every kind was checked"
                );
            }
        }
    }

    private void Report(RuleDescription rule, string file, Position position, string message) =>
        _findings.Add(new Finding(rule, file, position, message));
}
