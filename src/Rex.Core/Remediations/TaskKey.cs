using Rex.Core.Pushes;

namespace Rex.Core.Remediations;

/// <summary>A task within its repository: the same number in another repository is another task.</summary>
/// <param name="RepositoryId">GitHub's id of the repository; it survives renames.</param>
/// <param name="Task">The task's number.</param>
public readonly record struct TaskKey(long RepositoryId, TaskId Task);
