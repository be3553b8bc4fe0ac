namespace Rex.Embedded.Tests.Differential;

/// <summary>Calls that are made one after the other, in a namespace of their own.</summary>
internal sealed record CallSequence(IReadOnlyList<ApiCall> Calls)
{
    public override string ToString() => string.Join("\n", Calls);
}
