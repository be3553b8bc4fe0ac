namespace Rex.Core.Workflows;

/// <summary>What became of a write with a precondition.</summary>
public enum WriteResult
{
    /// <summary>It was made.</summary>
    Written,

    /// <summary>Somebody else wrote first; read again.</summary>
    Conflict,

    /// <summary>The object is gone.</summary>
    NotFound,
}
