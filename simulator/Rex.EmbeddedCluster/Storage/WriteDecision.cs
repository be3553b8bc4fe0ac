using Rex.Embedded.Json;

namespace Rex.Embedded.Storage;

/// <summary>What a write has to do with the object it looked at.</summary>
internal abstract record WriteDecision
{
    private WriteDecision() { }

    /// <summary>Leave the object as it is.</summary>
    public sealed record Keep : WriteDecision;

    /// <summary>Store this content. Content equal to what is there is not written again.</summary>
    public sealed record Put(JsonMap Content) : WriteDecision;

    /// <summary>Remove the object; the content given is its last version.</summary>
    public sealed record Remove(JsonMap Content) : WriteDecision
    {
        /// <summary>Gets whether the last version is written before it is removed.</summary>
        public bool MarkedFirst { get; init; }
    }
}
