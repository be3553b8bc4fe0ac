using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Redeliveries;

namespace Rex.Adapters.Settings;

/// <summary>Checks all settings of <see cref="RexOptions"/> at start.</summary>
/// <param name="section">The section they were read from.</param>
/// <param name="groups">The groups of settings in it that are the application's own.</param>
internal sealed class RexOptionsValidator(IConfigurationSection section, params IReadOnlyCollection<string> groups)
    : IValidateOptions<RexOptions>
{
    /// <summary>What is no wait but an age, and may be longer than a timer takes.</summary>
    private static readonly string[] Ages =
    [
        nameof(RestartOptions.GateGrace),
        nameof(DeadlineOptions.GiveUpAfter),
        nameof(DeadlineOptions.KeepFor),
    ];

    private static readonly TimeSpan OldestAge = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RexOptions options)
    {
        var rules = new SettingsRules(section.Path);
        rules.AddRange(SettingsSection.Problems(section, typeof(RexOptions), [RexServiceCollectionExtensions.ConnectionGroup, .. groups]));
        rules.AddRange(PushPolicy.Validate(options.Pushes, $"{section.Path}:{nameof(RexOptions.Pushes)}"));
        CheckNames(options.Names, rules);
        CheckDurations(options.Restart, nameof(RexOptions.Restart), TimeSpan.Zero, rules);
        CheckDurations(options.Deadlines, nameof(RexOptions.Deadlines), TimeSpan.FromTicks(1), rules);
        rules.Require(
            options.Deadlines.KeepFor >= GitHubHook.KeepsDeliveriesFor,
            "Deadlines:KeepFor",
            $"{options.Deadlines.KeepFor} is shorter than the {GitHubHook.KeepsDeliveriesFor.Days} days for which GitHub delivers a push again."
        );
        return rules.Result;
    }

    private static void CheckNames(PlatformNames names, SettingsRules rules)
    {
        rules.Namespace(names.WorkflowNamespace, "Names:WorkflowNamespace");
        rules.Namespace(names.AgentRunNamespace, "Names:AgentRunNamespace");
        rules.Namespace(names.RemediationNamespace, "Names:RemediationNamespace");
        rules.LabelKey(names.AgentLabel, "Names:AgentLabel");
        rules.LabelKey(names.TaskLabel, "Names:TaskLabel");
        rules.LabelKey(names.WorkflowNameLabel, "Names:WorkflowNameLabel");
        rules.LabelKey(names.RunStageLabel, "Names:RunStageLabel");
        rules.LabelKey(names.WorkflowTypeLabel, "Names:WorkflowTypeLabel");
        rules.LabelKey(names.RepositoryLabel, "Names:RepositoryLabel");
        rules.LabelKey(names.StageLabel, "Names:StageLabel");
        rules.LabelValue(names.QualityStage, "Names:QualityStage");
        rules.LabelValue(names.MainWorkflowType, "Names:MainWorkflowType");
        rules.LabelValue(names.ResetStage, "Names:ResetStage");
        rules.Text(names.RepositoryParameter, "Names:RepositoryParameter");
        rules.Text(names.QualityNode, "Names:QualityNode");
        rules.Text(names.GateNode, "Names:GateNode");
        rules.Text(names.CompletingNode, "Names:CompletingNode");
        rules.Text(names.QaLabel, "Names:QaLabel");
        rules.Require(names.QaLabel is not ("." or ".."), "Names:QaLabel", $"'{names.QaLabel}' cannot stand in an address.");
        rules.Require(names.DownstreamAgents.Count > 0, "Names:DownstreamAgents", "name at least one agent whose runs are cancelled.");
        for (var index = 0; index < names.DownstreamAgents.Count; index++)
        {
            rules.LabelValue(names.DownstreamAgents[index], FormattableString.Invariant($"Names:DownstreamAgents:{index}"));
        }

        for (var index = 0; index < names.StageSteps.Count; index++)
        {
            rules.Text(names.StageSteps[index], FormattableString.Invariant($"Names:StageSteps:{index}"));
        }
    }

    private static void CheckDurations(object group, string name, TimeSpan atLeast, SettingsRules rules)
    {
        foreach (var property in group.GetType().GetProperties().Where(property => property.PropertyType == typeof(TimeSpan)))
        {
            var value = (TimeSpan)property.GetValue(group)!;
            var setting = $"{name}:{property.Name}";
            rules.Require(value >= atLeast, setting, $"{value} is too short.");
            rules.AtMost(Ages.Contains(property.Name) ? OldestAge : SettingsRules.LongestWait, value, setting);
        }
    }
}
