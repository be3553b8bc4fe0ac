namespace Rex.Adapters.GitHub;

/// <summary>The installation of an App at an owner.</summary>
/// <param name="Id">Its id.</param>
internal sealed record GitHubInstallation(long Id);
