namespace Rex.ApiServers.Processes;

/// <summary>The last lines of a process's output: enough to say why it ended, however much it printed before.</summary>
internal sealed class LastLines
{
    private const int Most = 60;

    private readonly Queue<string> lines = new();
    private readonly Lock gate = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (gate)
        {
            lines.Enqueue(line);
            while (lines.Count > Most)
            {
                lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return string.Join('\n', lines);
        }
    }
}
