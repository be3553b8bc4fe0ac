namespace Rex.Adapters.GitHub;

/// <summary>The token of an installation.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">When it ends, an hour after it was made.</param>
internal sealed record InstallationToken(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"until {ExpiresAt:O}";
}
