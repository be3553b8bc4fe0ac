using System.Collections.Frozen;

namespace Rex.Core.Pushes;

/// <summary>Which pushes are Rex's business: the checked form of <see cref="PushOptions"/>.</summary>
public sealed class PushPolicy
{
    /// <summary>Where the settings stand by default, for messages.</summary>
    public const string DefaultPath = "Rex:Pushes";

    private readonly FrozenSet<RepositoryName> repositories;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> fullNames;
    private readonly AllowedSenders senders;
    private readonly BranchPattern branches;

    /// <summary>Checks settings and takes them.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="path">Where they stand in the configuration, for messages.</param>
    /// <exception cref="InvalidPushOptionsException">A setting cannot be used; all that cannot are named.</exception>
    public PushPolicy(PushOptions options, string path = DefaultPath)
    {
        List<string> problems = [];
        repositories = ReadRepositories(options.Repositories, $"{path}:{nameof(PushOptions.Repositories)}", problems);
        fullNames = repositories
            .Select(repository => repository.FullName)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        senders = AllowedSenders.Read(
            options.AllowedSenders ?? [PushOptions.DefaultSender],
            $"{path}:{nameof(PushOptions.AllowedSenders)}",
            problems
        );
        branches = BranchPattern.Read(options.BranchPattern, $"{path}:{nameof(PushOptions.BranchPattern)}", problems);
        if (problems.Count > 0)
        {
            throw new InvalidPushOptionsException(problems);
        }
    }

    /// <summary>The watched repositories, at least one.</summary>
    public IReadOnlySet<RepositoryName> Repositories => repositories;

    /// <summary>Says what is wrong with settings.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="path">Where they stand in the configuration.</param>
    /// <returns>The problems, each beginning with its setting's path; none where the settings can be used.</returns>
    public static IReadOnlyList<string> Validate(PushOptions options, string path = DefaultPath)
    {
        try
        {
            _ = new PushPolicy(options, path);
            return [];
        }
        catch (InvalidPushOptionsException invalid)
        {
            return invalid.Problems;
        }
    }

    /// <summary>Whether a repository is watched.</summary>
    /// <param name="repository">The repository.</param>
    /// <returns>Whether it is in the list, ignoring case.</returns>
    internal bool Watches(RepositoryName repository) => repositories.Contains(repository);

    /// <summary>Whether pushes of a sender count.</summary>
    /// <param name="login">The sender's login.</param>
    /// <param name="type">The sender's type; <c>null</c> where the delivery says none.</param>
    /// <returns>Whether an entry allows both.</returns>
    internal bool Allows(string login, string? type) => senders.Allow(login, type);

    /// <summary>The task that a branch is named after.</summary>
    /// <param name="branch">The branch.</param>
    /// <returns>The task; none where the branch is no task's, or the task's number cannot be read.</returns>
    internal TaskId? TaskOf(BranchName branch) => branches.TaskOf(branch);

    /// <summary>Whether the repository of a full name is watched.</summary>
    internal bool Watches(ReadOnlySpan<char> fullName) => fullNames.Contains(fullName);

    /// <summary>Whether a branch may be a task's; only <see cref="TaskOf"/> knows, but a branch that may not be one is none.</summary>
    internal bool MayBeTask(ReadOnlySpan<char> branch) => branches.Matches(branch);

    private static FrozenSet<RepositoryName> ReadRepositories(IReadOnlyList<string> names, string path, List<string> problems)
    {
        List<RepositoryName> read = [];
        if (names.Count == 0)
        {
            problems.Add($"{path}: name at least one repository to watch, as owner/name.");
        }

        for (var index = 0; index < names.Count; index++)
        {
            if (RepositoryName.TryParse(names[index], out var repository))
            {
                read.Add(repository);
            }
            else
            {
                problems.Add($"{path}:{index}: '{names[index]}' is not a repository (owner/name).");
            }
        }

        return read.ToFrozenSet();
    }
}
