namespace Rex.Adapters;

/// <summary>How GitHub's REST API is reached.</summary>
public sealed record GitHubConnection
{
    /// <summary>The address of the API. Default https://api.github.com; GitHub Enterprise Server has <c>https://HOST/api/v3</c>. Plain http only for loopback addresses.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.github.com");

    /// <summary>The token. Needs write access to issues or pull requests, and read access to pull requests.</summary>
    public string? Token { get; init; }

    /// <summary>A file that holds the token, in place of <see cref="Token"/>. Read anew for every request.</summary>
    public string? TokenFile { get; init; }

    /// <summary>How long one request may take. Default 10 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
