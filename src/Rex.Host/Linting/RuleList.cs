using Rex.Host.Linting.Rules;
using Rex.Host.Linting.Schemas;

namespace Rex.Host.Linting;

/// <summary>Every rule. A new one is a class in the folder Rules, a line here, and a folder with its broken example and its clean twin in the tests' corpus.</summary>
internal static class RuleList
{
    /// <summary>The rules, by their ids.</summary>
    /// <param name="schemas">The published schemas; none where they are not at hand.</param>
    public static IReadOnlyList<LintRule> Create(PublishedSchemas schemas) =>
        [
            new UnsupportedTriggerOperation(),
            new OperationWithoutName(),
            new UnknownField(schemas),
            new RetryWithoutAtLeastOnce(),
            new TemplateInLabelSelector(),
            new TemplateInStaticField(),
            new MistakenLiteral(),
            new UnanchoredFilter(),
            new RefusedComparator(),
            new SwappedPrefixArguments(),
            new UntrimmedLabel(),
            new InvalidLabelValue(),
            new SeveralSelectors(),
            new WideningFallback(),
            new IgnoredDelete(),
            new ResumeWithoutSelector(),
            new ResumeSkipsOutputs(),
            new SuspendOutputValue(),
            new RetryOfRepeatedNode(),
            new DeleteWithCondition(),
            new MissingPermission(),
            new WrongApiGroup(),
        ];
}
