namespace Rex.Core.Agents;

/// <summary>What kind of object belongs to an agent run.</summary>
public enum RunDependentKind
{
    /// <summary>A <c>batch/v1</c> Job.</summary>
    Job,

    /// <summary>A pod.</summary>
    Pod,
}
