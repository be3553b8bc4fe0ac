using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Rules;

/// <summary>A delete whose failure nobody sees.</summary>
internal sealed class IgnoredDelete()
    : LintRule(
        new RuleDescription
        {
            Id = "REX403",
            Name = "ignored-delete",
            Severity = Severity.Warning,
            Title = "a delete's failure is thrown away",
            Behaviour =
                "|| true hides that the object was not found, and also that the account may not delete it, that the API server was away, and that a finalizer kept it beyond the time-out. The step is green, and what should be gone still works.",
            Source = "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_delete/ (--ignore-not-found)",
            Fix =
                "Use --ignore-not-found, which exits 0 only where there is nothing left to delete, and let every other failure fail the step.",
        }
    )
{
    private static readonly string[] Harmless = ["true", ":", "echo", "printf"];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from script in manifest.Scripts
        from command in script.Commands
        where IsDelete(command) && command.Fallback is { } fallback && IsHarmless(fallback)
        select At(
            manifest,
            script.PlaceOf(command),
            $"'|| {string.Join(' ', command.Fallback!.Words)}' hides every failure of this delete"
        );

    private static bool IsDelete(ShellCommand command) =>
        KubectlCommand.Of(command)?.Verb == "delete"
        || (command.Words.Contains("curl") && (command.Words.Contains("DELETE") || command.Words.Contains("-XDELETE")));

    private static bool IsHarmless(ShellCommand fallback) =>
        Harmless.Contains(fallback.Words[0]) && fallback.Operator != "&&" || fallback.Words is ["exit", "0"];
}
