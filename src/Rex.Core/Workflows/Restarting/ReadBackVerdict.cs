namespace Rex.Core.Workflows.Restarting;

/// <summary>What a read-back saw.</summary>
/// <param name="State">How the restart stands.</param>
/// <param name="Message">What was seen, in words.</param>
internal sealed record ReadBackVerdict(RestartState State, string Message);
