using System.Text.Json.Nodes;

namespace Rex.Host.Rehearsing;

/// <summary>A write that Rex would make.</summary>
/// <param name="Action">What it does: patch, delete or unlabel.</param>
/// <param name="Target">What it is about: the kind and the name, or the pull request.</param>
/// <param name="Body">The patch, or the deletion's preconditions.</param>
internal sealed record PlannedWrite(string Action, string Target, JsonObject? Body);
