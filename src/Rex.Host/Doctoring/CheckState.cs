namespace Rex.Host.Doctoring;

/// <summary>What a check found.</summary>
internal enum CheckState
{
    /// <summary>All is as it should be, or there is nothing to say against it.</summary>
    Ok,

    /// <summary>Rex works, but not in every case; or nobody could look.</summary>
    Warn,

    /// <summary>Rex does not work.</summary>
    Fail,
}
