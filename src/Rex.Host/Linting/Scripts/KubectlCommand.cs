namespace Rex.Host.Linting.Scripts;

/// <summary>A call of kubectl.</summary>
internal sealed class KubectlCommand
{
    private static readonly HashSet<string> Switches =
    [
        "-A",
        "--all-namespaces",
        "--all",
        "--ignore-not-found",
        "--force",
        "--now",
        "--no-headers",
        "--show-labels",
        "--overwrite",
        "--recursive",
        "-R",
        "-w",
        "--watch",
        "--watch-only",
        "--wait",
        "-i",
        "-t",
        "-q",
        "--quiet",
        "--insecure-skip-tls-verify",
        "--local",
        "--list",
        "--record",
        "--save-config",
        "--server-side",
        "--dry-run",
        "--previous",
        "--follow",
    ];

    private readonly ToolCommand _call;

    private KubectlCommand(ToolCommand call) => _call = call;

    /// <summary>What it does, as <c>get</c> or <c>delete</c>.</summary>
    public string Verb => _call.Verb;

    /// <summary>The kind of object that it is about, as it is written; null where a file or nothing says.</summary>
    public string? Resource => _call.Arguments.Count > 1 ? _call.Arguments[1].Split('/')[0] : null;

    /// <summary>Whether objects are named.</summary>
    public bool HasName =>
        _call.Arguments.Count > 2 || (_call.Arguments.Count > 1 && _call.Arguments[1].Contains('/', StringComparison.Ordinal));

    /// <summary>Whether it is about another namespace than the pod's, or another cluster.</summary>
    public bool IsElsewhere =>
        _call.Options.Any(option =>
            option.Name
                is "-n"
                    or "--namespace"
                    or "-A"
                    or "--all-namespaces"
                    or "--context"
                    or "--kubeconfig"
                    or "--as"
                    or "-s"
                    or "--server"
        );

    /// <summary>Every label selector that is given.</summary>
    public IReadOnlyList<string> Selectors => [.. _call.Values("-l", "--selector")];

    /// <summary>The requirements of the selector that counts, the last; none where there is no selector.</summary>
    public IReadOnlySet<string> Requirements =>
        (Selectors.Count == 0 ? "" : Selectors[^1])
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet();

    /// <summary>The call in a command; null where it calls something else, or a verb for which <c>-l</c> is no selector.</summary>
    public static KubectlCommand? Of(ShellCommand command) =>
        ToolCommand.Of("kubectl", command.Words, Switches) is { Verb: not ("run" or "expose" or "config" or "") } call
            ? new KubectlCommand(call)
            : null;
}
