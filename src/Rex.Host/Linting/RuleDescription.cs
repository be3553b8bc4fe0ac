namespace Rex.Host.Linting;

/// <summary>What there is to say about a rule: lists, reports and docs/lint.md are made from it.</summary>
internal sealed record RuleDescription
{
    /// <summary>The id, <c>REX</c> and three digits; it never changes, and is never given to another rule.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people, in lower case with dashes.</summary>
    public required string Name { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How bad it is, as reports write it; SARIF has the same words.</summary>
    public string Level => Severity.ToString().ToLowerInvariant();

    /// <summary>What is wrong, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What really happens.</summary>
    public required string Behaviour { get; init; }

    /// <summary>Where that can be looked up.</summary>
    public required string Source { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Fix { get; init; }
}
