namespace Rex.Host.Linting;

/// <summary>What is said about files and documents that the rules cannot look at.</summary>
internal static class Reading
{
    /// <summary>A document is no YAML.</summary>
    public static RuleDescription Unparsable { get; } =
        new()
        {
            Id = "REX001",
            Name = "unparsable-document",
            Severity = Severity.Error,
            Title = "the document does not parse",
            Behaviour =
                "Nothing of the document reaches the cluster, or another part of it than its author meant. The other documents of the file are looked at all the same.",
            Source = "YAML 1.2.2",
            Fix = "Correct it at the line and column named. A Helm chart has to be rendered first (helm template).",
        };

    /// <summary>A file cannot be read.</summary>
    public static RuleDescription Unreadable { get; } =
        new()
        {
            Id = "REX002",
            Name = "unreadable-file",
            Severity = Severity.Error,
            Title = "the file cannot be read",
            Behaviour = "A file that is missing, that is not text, or that is bigger than any set of manifests, cannot be vouched for.",
            Source = "kubectl and the API server refuse it likewise",
            Fix = "Name files and folders of manifests.",
        };

    /// <summary>A document was not looked at, or not by the rules for its kind.</summary>
    public static RuleDescription NotLookedAt { get; } =
        new()
        {
            Id = "REX003",
            Name = "not-looked-at",
            Severity = Severity.Note,
            Title = "the document is none that the rules know",
            Behaviour =
                "It is empty, it is no Kubernetes object, or nothing is known of its kind. That is no mistake, but it was not checked either.",
            Source = "this page",
            Fix = "Nothing, if that is what it is meant to be.",
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } = [Unparsable, Unreadable, NotLookedAt];
}
