using Rex.Simulator.Deliveries;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Lets a push happen: moves the branch on GitHub, and says what the delivery about it holds.</summary>
internal sealed class PushMaker(World world)
{
    public PushFacts Push(DeliveryDescription description, TaskWorld task, DateTimeOffset pushedAt, Guid deliveryId)
    {
        var repository = world.Scenario.World.Repositories.First(repository => repository.Name == task.Description.Repository);
        var target = description.Repository.Length == 0 ? repository : Named(description.Repository, repository);
        var branch = description.Branch.Length == 0 ? task.Description.Branch : description.Branch;
        var before = HeadOf(repository.Name, branch);
        var after = description.Deletes ? PushFacts.NoCommit : world.Commits.Of(description.Commit);
        var isOfTask = description.Ref.Length == 0 && description.Repository.Length == 0 && !description.Deletes;
        if (isOfTask)
        {
            world.GitHub.Push(repository.Name, branch, after);
        }

        return new PushFacts
        {
            RepositoryId = target.Id,
            Owner = target.Owner,
            Repository = target.ShortName,
            Ref = description.Ref.Length == 0 ? $"refs/heads/{branch}" : description.Ref,
            Before = before,
            After = after,
            PushedAt = pushedAt,
            Sender = description.Sender,
            SenderType = description.SenderType,
            Forced = description.Forced,
            Commits = description.Commits,
            DeliveryId = deliveryId,
        };
    }

    /// <summary>Where a branch is; the commit of one that is not there for a branch that the push creates.</summary>
    private string HeadOf(string repository, string branch) =>
        world.GitHub.Read(repository, known => known!.Branches.GetValueOrDefault(branch)) ?? PushFacts.NoCommit;

    private RepositoryDescription Named(string name, RepositoryDescription otherwise) =>
        world.Scenario.World.Repositories.FirstOrDefault(repository => repository.Name == name)
        ?? new RepositoryDescription { Name = name, Id = otherwise.Id + 1 };
}
