namespace Rex.Core.Remediations;

/// <summary>What became of a delivery when it was received.</summary>
public enum DeliveryResult
{
    /// <summary>It is in the ledger and will be worked on.</summary>
    Accepted,

    /// <summary>It was none of Rex's business; nothing was written.</summary>
    Ignored,

    /// <summary>The ledger had it already; nothing was written.</summary>
    Duplicate,
}
