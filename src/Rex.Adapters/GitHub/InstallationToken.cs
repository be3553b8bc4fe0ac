using System.Text.Json.Serialization;

namespace Rex.Adapters.GitHub;

/// <summary>The token of an installation.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">When it ends, an hour after it was made.</param>
internal sealed record InstallationToken(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>When Rex got it, by Rex's clock.</summary>
    [JsonIgnore]
    public DateTimeOffset MintedAt { get; init; }

    /// <summary>What it may do, as <c>issues</c>: <c>write</c>; null where GitHub did not say.</summary>
    public IReadOnlyDictionary<string, string>? Permissions { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"until {ExpiresAt:O}";
}
