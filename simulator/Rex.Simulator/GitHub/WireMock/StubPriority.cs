namespace Rex.Simulator.GitHub.WireMock;

/// <summary>Which stub answers where several could; the first here goes first.</summary>
internal enum StubPriority
{
    /// <summary>What is wrong for somebody, and requests without a token.</summary>
    Trouble = 1,

    /// <summary>What there is.</summary>
    Known = 2,

    /// <summary>What is missing from what there is: a label, a page, a branch's pull requests.</summary>
    Missing = 3,
}
