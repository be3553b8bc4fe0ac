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

    /// <summary>
    /// The client id or the id of a GitHub App to log in as, in place of <see cref="Token"/>. The App needs write access to issues or pull requests, and read
    /// access to pull requests.
    /// </summary>
    public string? AppId { get; init; }

    /// <summary>The file with the App's private key, as GitHub made it (PEM). Read anew whenever a token is asked for, about once an hour.</summary>
    public string? AppPrivateKeyFile { get; init; }

    /// <summary>How long one request may take. Default 10 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
