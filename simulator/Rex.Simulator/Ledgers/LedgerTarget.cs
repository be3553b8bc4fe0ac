namespace Rex.Simulator.Ledgers;

/// <summary>What a proxied request was meant for.</summary>
internal enum LedgerTarget
{
    Cluster,
    GitHub,
}
