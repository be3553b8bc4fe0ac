namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>What a mutation can do to the answer that a body gets. Of several mutations, the last in this order counts.</summary>
internal enum MutationEffect
{
    /// <summary>Every reader of the format reads the same as before: a body that was accepted still is, as the same push.</summary>
    Keeps,

    /// <summary>It only adds what is wrong or unread: a body that was not accepted still is not.</summary>
    Harms,

    /// <summary>It can take away, by chance or with content of another body, what a body was refused for.</summary>
    Opens,
}
