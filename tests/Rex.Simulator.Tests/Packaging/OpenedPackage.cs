using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Rex.Simulator.Tests.Packaging;

/// <summary>A package's parts.</summary>
internal sealed class OpenedPackage : IDisposable
{
    private readonly ZipArchive _archive;

    private OpenedPackage(string file) => _archive = ZipFile.OpenRead(file);

    public static OpenedPackage Of(string id, string extension = "nupkg") =>
        new(Path.Combine(PackageFolder.Path, $"{id}.{PackageFolder.Version}.{extension}"));

    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>The element <c>metadata</c> of the manifest, by local names.</summary>
    public IReadOnlyList<XElement> Metadata =>
        [
            .. XDocument
                .Load(_archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open())
                .Root!.Elements()
                .Single()
                .Elements(),
        ];

    public IReadOnlyList<string> Dependencies =>
        [
            .. Metadata
                .Where(element => element.Name.LocalName == "dependencies")
                .Descendants()
                .Select(element => (string?)element.Attribute("id"))
                .OfType<string>(),
        ];

    public string Text(string name) => Metadata.Single(element => element.Name.LocalName == name).Value;

    /// <summary>Whether an assembly was built so that the same source gives the same bytes.</summary>
    public bool IsReproducible(string file)
    {
        using var assembly = new PEReader(Bytes(file));
        return assembly.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    /// <summary>The source files that symbols name.</summary>
    public IReadOnlyList<string> SourcesOf(string file)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(Bytes(file));
        var reader = symbols.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    public void Dispose() => _archive.Dispose();

    private MemoryStream Bytes(string file)
    {
        var bytes = new MemoryStream();
        using var stream = _archive.GetEntry(file)!.Open();
        stream.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }
}
