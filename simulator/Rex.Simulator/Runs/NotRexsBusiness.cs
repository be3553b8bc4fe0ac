namespace Rex.Simulator.Runs;

/// <summary>The reason codes of deliveries that Rex has nothing to do with.</summary>
internal static class NotRexsBusiness
{
    public static IReadOnlySet<string> Reasons { get; } =
        new HashSet<string>
        {
            "NotAPush",
            "Malformed",
            "RepositoryNotWatched",
            "NotABranch",
            "BranchDeleted",
            "NotATaskBranch",
            "SenderNotAllowed",
        };
}
