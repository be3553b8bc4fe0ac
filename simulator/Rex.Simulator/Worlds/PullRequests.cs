using Rex.Simulator.GitHub;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Opens the pull requests of a world's tasks.</summary>
internal sealed class PullRequests(GitHubWorld gitHub, IReadOnlyList<TaskWorld> tasks, Commits commits)
{
    /// <summary>Opens those that are there from the beginning.</summary>
    public void OpenAll(IEnumerable<PullRequestDescription> descriptions)
    {
        foreach (var description in descriptions)
        {
            var task = tasks.First(task => task.Name == description.Task.Value).Description;
            var number = description.Number == 0 ? task.PullRequest : description.Number;
            var branch = description.Branch.Length == 0 ? task.Branch : description.Branch;
            if (gitHub.Read(task.Repository, known => !known!.Branches.ContainsKey(branch)))
            {
                gitHub.Push(task.Repository, branch, commits.Of(""));
            }

            Open(task.Repository, number, branch, description.Base, [.. task.Labels, .. description.Labels]);
            if (description.Closed)
            {
                gitHub.ClosePullRequest(task.Repository, number);
            }
        }
    }

    /// <summary>Opens the task's own one, if it is not there.</summary>
    public void Open(TaskDescription task) => Open(task.Repository, task.PullRequest, task.Branch, "main", task.Labels);

    private void Open(string repository, long number, string branch, string @base, IEnumerable<string> labels)
    {
        var (exists, head) = gitHub.Read(
            repository,
            known => (known!.PullRequests.Any(candidate => candidate.Number == number), known.Branches[branch])
        );
        if (exists)
        {
            return;
        }

        var pullRequest = new GitHubPullRequest
        {
            Number = number,
            Branch = branch,
            Base = @base,
            HeadSha = head,
            CreatedAt = gitHub.Clock.GetUtcNow(),
            Title = $"Work on {branch}",
        };
        pullRequest.Labels.AddRange(labels);
        gitHub.OpenPullRequest(repository, pullRequest);
    }
}
