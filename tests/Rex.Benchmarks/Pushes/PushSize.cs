namespace Rex.Benchmarks.Pushes;

/// <summary>How large the body of a push is.</summary>
public enum PushSize
{
    /// <summary>One commit, without most of the links: about 5 KB.</summary>
    FiveKilobytes,

    /// <summary>One commit, every field that GitHub sends.</summary>
    OneCommit,

    /// <summary>Twenty commits.</summary>
    TwentyCommits,

    /// <summary>As many commits as GitHub lists at most, 2,048.</summary>
    MostCommits,
}
