using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rex.Core.Pushes;

namespace Rex.Core.Redeliveries;

/// <summary>A hook whose deliveries GitHub lists: an App's, or one of a repository. Written as the path that GitHub's API has for it.</summary>
/// <remarks>See https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries.</remarks>
public sealed record GitHubHook
{
    private const string AppPath = "app";

    private GitHubHook(RepositoryName? repository, long id)
    {
        Repository = repository;
        Id = id;
    }

    /// <summary>How long GitHub keeps deliveries, and makes them again on request.</summary>
    public static TimeSpan KeepsDeliveriesFor { get; } = TimeSpan.FromDays(3);

    /// <summary>The hook of the App that Rex logs in as.</summary>
    public static GitHubHook App { get; } = new(null, 0);

    /// <summary>The repository that has the hook; null for an App's.</summary>
    public RepositoryName? Repository { get; }

    /// <summary>The hook's number in its repository; 0 for an App's, which has but one.</summary>
    public long Id { get; }

    /// <summary>Reads <c>app</c> or <c>repos/owner/name/hooks/number</c>.</summary>
    /// <param name="text">The text; none gives none.</param>
    /// <param name="hook">The hook, where the text is one.</param>
    /// <returns>Whether the text is a hook.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out GitHubHook? hook)
    {
        hook = text == AppPath ? App : null;
        if (
            text?.Split('/') is ["repos", var owner, var name, "hooks", var number]
            && RepositoryName.TryParse($"{owner}/{name}", out var repository)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && id > 0
        )
        {
            hook = new GitHubHook(repository, id);
        }

        return hook is not null;
    }

    /// <summary>The path.</summary>
    /// <returns>What <see cref="TryParse"/> reads.</returns>
    public override string ToString() =>
        Repository is null ? AppPath : string.Create(CultureInfo.InvariantCulture, $"repos/{Repository}/hooks/{Id}");
}
