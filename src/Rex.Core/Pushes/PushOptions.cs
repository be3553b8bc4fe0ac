namespace Rex.Core.Pushes;

/// <summary>The settings that say which pushes are Rex's business, as they are configured. <see cref="PushPolicy"/> checks them.</summary>
public sealed record PushOptions
{
    /// <summary>The most bytes that the body of a delivery may have, 25 MB: GitHub sends no larger ones. Receivers cut off there.</summary>
    public const int MaxBodyBytes = 25 * 1024 * 1024;

    /// <summary>The default of <see cref="AllowedSenders"/>: the implementation agent's GitHub App.</summary>
    public const string DefaultSender = "5DLabs-Rex[bot]";

    /// <summary>The default of <see cref="BranchPattern"/>.</summary>
    public const string DefaultBranchPattern = @"\A(?:feature/)?task-(?<id>[1-9][0-9]{0,8})(?:-.+)?\z";

    /// <summary>The repositories to watch, each as <c>owner/name</c>. There is no default: an empty list is an error.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>
    /// The logins whose pushes count, apps as <c>name[bot]</c>; compared exactly, but for case. <c>null</c> is
    /// <c>5DLabs-Rex[bot]</c> alone; an empty list is an error.
    /// </summary>
    /// <remarks>The default is no value of the property, because configuration adds to a list that is there instead of replacing it.</remarks>
    public IReadOnlyList<string>? AllowedSenders { get; init; }

    /// <summary>
    /// A regular expression for the branches of tasks, with the group <c>id</c> for the task's number. It is matched against the whole name after
    /// <c>refs/heads/</c>, without backtracking: look-arounds and back-references are errors.
    /// </summary>
    public string BranchPattern { get; init; } = DefaultBranchPattern;
}
