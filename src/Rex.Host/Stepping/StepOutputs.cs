using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>Gives a step's result out: as JSON for logs and people, and as files that a workflow takes its output parameters from.</summary>
internal sealed class StepOutputs(TextWriter output, string? folder)
{
    /// <summary>Writes the result.</summary>
    /// <exception cref="CommandException">The folder cannot be written to.</exception>
    public void Write(StepResult result)
    {
        output.WriteLine(result.Json().ToJsonString());
        if (folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, value) in result.Values())
            {
                File.WriteAllText(Path.Combine(folder, name), value);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The outputs cannot be written to '{folder}': {error.Message}");
        }
    }
}
