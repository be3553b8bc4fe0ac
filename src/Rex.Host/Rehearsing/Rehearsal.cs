using System.Text.Json.Nodes;

namespace Rex.Host.Rehearsing;

/// <summary>
/// One remediation played through without a write: its steps read the real world, and what they write is noted and kept before the eyes of the
/// next ones only. So what is told is what the very same code would do.
/// </summary>
/// <param name="over">Cancelled when nothing is left to be told: what comes next is another's move.</param>
internal sealed class Rehearsal(CancellationTokenSource over)
{
    private readonly List<PlannedWrite> writes = [];

    /// <summary>The writes so far, in their order.</summary>
    public IReadOnlyList<PlannedWrite> Writes => writes;

    /// <summary>Notes a write.</summary>
    public void Note(string action, string target, JsonObject? body = null) =>
        writes.Add(new PlannedWrite(action, target, (JsonObject?)body?.DeepClone()));

    /// <summary>Ends it, where somebody would wait for what only the real world could bring about.</summary>
    public OperationCanceledException End()
    {
        over.Cancel();
        return new OperationCanceledException(over.Token);
    }
}
