using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Rules;

/// <summary>A kubectl command with more than one label selector.</summary>
internal sealed class SeveralSelectors()
    : LintRule(
        new RuleDescription
        {
            Id = "REX401",
            Name = "several-selectors",
            Severity = Severity.Error,
            Title = "of several -l flags kubectl takes only the last",
            Behaviour =
                "The selectors are not joined: kubectl delete -l task-id=3 -l github-app=cleo deletes the runs of every task. Nothing is said about the others.",
            Source = "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_delete/ (--selector takes one string)",
            Fix = "Join them with a comma: -l task-id=3,github-app=cleo.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from script in manifest.Scripts
        from command in script.Commands
        let call = KubectlCommand.Of(command)
        where call is { Selectors.Count: > 1 }
        select At(
            manifest,
            script.PlaceOf(command),
            $"kubectl {call.Verb} takes only '{call.Selectors[^1]}' of {call.Selectors.Count} selectors"
        );
}
