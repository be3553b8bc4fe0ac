using System.Text.Json;
using Rex.Host.Linting;
using Rex.Host.Linting.Reports;
using Rex.Host.Linting.Schemas;

namespace Rex.Host.Commands;

/// <summary><c>rex lint</c>: finds in manifests the mistakes that only show when an event comes.</summary>
internal sealed class LintCommand(TextWriter output, string format, bool inColour)
{
    /// <summary>Prints the rules.</summary>
    public int List()
    {
        foreach (var rule in Rules(PublishedSchemas.None))
        {
            output.WriteLine($"{rule.Id}  {rule.Level, -7}  {rule.Name, -29}  {rule.Title}");
        }

        return ExitCode.Done;
    }

    /// <summary>Looks at files and folders.</summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="schemaFolder">The folder with the published schemas; null where they are not at hand.</param>
    /// <returns>0 where there is nothing but notes, 1 for warnings, 2 for errors.</returns>
    /// <exception cref="CommandException">There is no path, or no schema in the folder.</exception>
    public int Run(IReadOnlyList<string> paths, string? schemaFolder)
    {
        if (paths.Count == 0)
        {
            throw new CommandException(ExitCode.BadInput, "Name the files or folders to look at, as in: rex lint deploy");
        }

        var schemas = Schemas(schemaFolder);
        var reader = new ManifestReader();
        foreach (var path in paths)
        {
            reader.ReadPath(path);
        }

        var report = new Linter(RuleList.Create(schemas)).Run(reader);
        switch (format)
        {
            case "json":
                JsonReport.Write(output, report);
                break;
            case "sarif":
                SarifReport.Write(output, report, [.. Rules(schemas)]);
                break;
            default:
                TextReport.Write(output, report, inColour);
                break;
        }

        return report.Worst switch
        {
            Severity.Error => ExitCode.BadInput,
            Severity.Warning => ExitCode.Warned,
            _ => ExitCode.Done,
        };
    }

    private static PublishedSchemas Schemas(string? folder)
    {
        try
        {
            return folder is null ? PublishedSchemas.None : PublishedSchemas.Load(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCode.BadInput, $"The schemas cannot be read: {error.Message}");
        }
    }

    private static IEnumerable<RuleDescription> Rules(PublishedSchemas schemas) =>
        Reading.All.Concat(RuleList.Create(schemas).Select(rule => rule.Description));
}
