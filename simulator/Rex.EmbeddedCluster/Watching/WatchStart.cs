namespace Rex.Embedded.Watching;

/// <summary>Where a watch begins.</summary>
/// <param name="Version">The resource version after which its changes begin; 0 for now.</param>
/// <param name="SendsObjects">Whether the objects that are there come first, as if they had just been added.</param>
/// <param name="SaysWhenComplete">Whether a bookmark says when these are over.</param>
internal sealed record WatchStart(long Version, bool SendsObjects, bool SaysWhenComplete);
