using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A retry, or a trigger for dead letters, that never comes to anything.</summary>
internal sealed class RetryWithoutAtLeastOnce()
    : LintRule(
        new RuleDescription
        {
            Id = "REX104",
            Name = "retry-without-at-least-once",
            Severity = Severity.Error,
            Title = "retryStrategy and dlqTrigger do nothing without atLeastOnce",
            Behaviour =
                "Without atLeastOnce: true a trigger runs beside the loop that would retry it, and its failure is only logged: the first failure loses the event. "
                + "A Sensor with a dlqTrigger is refused unless both triggers have it. On a bus of native NATS atLeastOnce is ignored.",
            Source = "argo-events, pkg/sensors/listener.go, triggerActions; pkg/reconciler/sensor/validate.go, validateDlqTrigger",
            Fix =
                "Set atLeastOnce: true on the trigger, beside template, and on its dlqTrigger; the action then has to bear being done twice.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from trigger in manifest.Triggers
        from entry in trigger.Node.Entries
        let problem = entry.Name switch
        {
            "dlqTrigger" when !Is(trigger.Node) || !Is(entry.Value) =>
                $"the Sensor is refused: trigger '{trigger.Name}' and its dlqTrigger both need atLeastOnce: true",
            "retryStrategy" when !Is(trigger.Node) => $"trigger '{trigger.Name}' never retries without atLeastOnce: true",
            _ => null,
        }
        where problem is not null
        select At(manifest, entry.Key, problem);

    private static bool Is(ManifestNode trigger) => trigger.TextAt("atLeastOnce") == "true";
}
