using Rex.Simulator.GitHub.Hooks;

namespace Rex.Simulator.GitHub;

/// <summary>What a world's GitHub knows: repositories, branches, pull requests, labels. Thread-safe.</summary>
internal sealed class GitHubWorld(TimeProvider clock)
{
    private const int MostLabels = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, GitHubRepository> repositories = new(StringComparer.OrdinalIgnoreCase);
    private long version;

    /// <summary>Raised after a label was put on that was not there; handlers run on the thread of the request.</summary>
    public event Action<GitHubLabelEvent>? Labeled;

    public TimeProvider Clock => clock;

    /// <summary>The hooks of its repositories.</summary>
    public GitHubHooks Hooks { get; } = new(clock);

    /// <summary>Another number after each change; for whoever shows the state elsewhere.</summary>
    public long Version => Interlocked.Read(ref version);

    public void Add(GitHubRepository repository)
    {
        lock (gate)
        {
            version++;
            repositories.Add(repository.FullName, repository);
        }
    }

    public void OpenPullRequest(string repository, GitHubPullRequest pullRequest)
    {
        lock (gate)
        {
            version++;
            repositories[repository].PullRequests.Add(pullRequest);
        }
    }

    /// <summary>Closes a pull request without merging it; its labels stay.</summary>
    public void ClosePullRequest(string repository, long number)
    {
        lock (gate)
        {
            if (Find(repository, number) is { } pullRequest)
            {
                version++;
                pullRequest.ClosedAt ??= clock.GetUtcNow();
            }
        }
    }

    /// <summary>Moves a branch, and the heads of its open pull requests, to a commit: what a push does.</summary>
    public void Push(string repository, string branch, string after)
    {
        lock (gate)
        {
            version++;
            var known = repositories[repository];
            known.Branches[branch] = after;
            known.PushedAt = clock.GetUtcNow();
            foreach (var pullRequest in known.PullRequests.Where(candidate => candidate.IsOpen && candidate.Branch == branch))
            {
                pullRequest.HeadSha = after;
                pullRequest.UpdatedAt = clock.GetUtcNow();
                // Approvals are dismissed when new commits are pushed.
                pullRequest.IsApproved = false;
            }
        }
    }

    /// <summary>Approves a pull request, until the next push.</summary>
    public void Approve(string repository, long number)
    {
        lock (gate)
        {
            if (Find(repository, number) is { } pullRequest)
            {
                pullRequest.IsApproved = true;
            }
        }
    }

    /// <summary>Reads something under the lock; the repository is null where there is none of that name.</summary>
    public T Read<T>(string repository, Func<GitHubRepository?, T> read)
    {
        lock (gate)
        {
            return read(repositories.GetValueOrDefault(repository));
        }
    }

    /// <summary>Reads something of all repositories under the lock.</summary>
    public T Read<T>(Func<IReadOnlyCollection<GitHubRepository>, T> read)
    {
        lock (gate)
        {
            return read(repositories.Values);
        }
    }

    /// <summary>Puts labels on a pull request and returns all it has then, or null where there is no such pull request.</summary>
    public IReadOnlyList<string>? AddLabels(string repository, long number, IReadOnlyList<string> labels, string identity)
    {
        List<GitHubLabelEvent> events = [];
        IReadOnlyList<string> all;
        lock (gate)
        {
            if (Find(repository, number) is not { } pullRequest)
            {
                return null;
            }

            foreach (var label in labels.Where(label => !Has(pullRequest, label)))
            {
                version++;
                pullRequest.Labels.Add(label);
                pullRequest.UpdatedAt = clock.GetUtcNow();
                events.Add(new GitHubLabelEvent(repository, number, pullRequest.Branch, label, identity));
            }

            all = [.. pullRequest.Labels];
        }

        events.ForEach(happened => Labeled?.Invoke(happened));
        return all;
    }

    /// <summary>Whether a pull request would have more labels than GitHub allows if these were put on it.</summary>
    public bool WouldHaveTooMany(string repository, long number, IReadOnlyList<string> labels)
    {
        lock (gate)
        {
            return Find(repository, number) is { } pullRequest
                && pullRequest.Labels.Count + labels.Count(label => !Has(pullRequest, label)) > MostLabels;
        }
    }

    /// <summary>Takes a label off.</summary>
    /// <returns>The labels left; null where there is no such pull request; and whether the label was there.</returns>
    public (IReadOnlyList<string>? Left, bool WasThere) RemoveLabel(string repository, long number, string label)
    {
        lock (gate)
        {
            if (Find(repository, number) is not { } pullRequest)
            {
                return (null, false);
            }

            var removed = pullRequest.Labels.RemoveAll(candidate => string.Equals(candidate, label, StringComparison.OrdinalIgnoreCase));
            version += removed;
            pullRequest.UpdatedAt = removed > 0 ? clock.GetUtcNow() : pullRequest.UpdatedAt;
            return ([.. pullRequest.Labels], removed > 0);
        }
    }

    /// <summary>The labels of every open pull request, by <c>owner/name#number</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LabelsOfAll()
    {
        lock (gate)
        {
            return repositories
                .Values.SelectMany(repository =>
                    repository
                        .PullRequests.Where(pullRequest => pullRequest.IsOpen)
                        .Select(pullRequest => (Key: $"{repository.FullName}#{pullRequest.Number}", pullRequest.Labels))
                )
                .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Labels], StringComparer.Ordinal);
        }
    }

    private GitHubPullRequest? Find(string repository, long number) =>
        repositories.GetValueOrDefault(repository)?.PullRequests.FirstOrDefault(candidate => candidate.Number == number);

    private static bool Has(GitHubPullRequest pullRequest, string label) =>
        pullRequest.Labels.Contains(label, StringComparer.OrdinalIgnoreCase);
}
