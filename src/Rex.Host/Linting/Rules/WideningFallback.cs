using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Rules;

/// <summary>A script that looks for anything where it did not find the right thing.</summary>
internal sealed class WideningFallback()
    : LintRule(
        new RuleDescription
        {
            Id = "REX402",
            Name = "widening-fallback",
            Severity = Severity.Error,
            Title = "where nothing is found, a wider selector is tried",
            Behaviour =
                "The second look finds another task's object, and the script goes on with it. It works in every test with one task, and hits a stranger when the right object is late.",
            Source = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
            Fix = "Fail, or do nothing, where the exact selector finds nothing; wait with kubectl wait where it may still come.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from script in manifest.Scripts
        from wider in Wider(script.Commands)
        select At(
            manifest,
            script.PlaceOf(wider.Command),
            $"'{string.Join(',', wider.Call.Requirements)}' selects more than the look before it"
        );

    private static IEnumerable<(ShellCommand Command, KubectlCommand Call)> Wider(IReadOnlyList<ShellCommand> commands)
    {
        var looks = new Dictionary<string, KubectlCommand>();
        var tested = new HashSet<string>();
        foreach (var command in commands)
        {
            tested.UnionWith(EmptyTests.In(command));
            if (KubectlCommand.Of(command) is not { } call)
            {
                continue;
            }

            if (command.Fallback is { } fallback && KubectlCommand.Of(fallback) is { } other && IsWider(other, call))
            {
                yield return (fallback, other);
            }

            if (command.AssignedTo is { } variable)
            {
                if (tested.Contains(variable) && looks.TryGetValue(variable, out var first) && IsWider(call, first))
                {
                    yield return (command, call);
                }

                looks[variable] = call;
            }
        }
    }

    private static bool IsWider(KubectlCommand second, KubectlCommand first) =>
        !second.HasName
        && second.Resource == first.Resource
        && second.Requirements.Count < first.Requirements.Count
        && second.Requirements.IsSubsetOf(first.Requirements);
}
