using Microsoft.Extensions.Options;
using Rex.Adapters.Settings;

namespace Rex.Host.Leading;

/// <summary>Checks all settings of <see cref="LeadershipOptions"/> at start.</summary>
/// <param name="section">The section they were read from.</param>
internal sealed class LeadershipOptionsValidator(IConfigurationSection section) : IValidateOptions<LeadershipOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LeadershipOptions options)
    {
        var rules = new SettingsRules(section.Path);
        rules.AddRange(SettingsSection.Problems(section, typeof(LeadershipOptions)));
        rules.Namespace(options.Lease, "Lease");
        rules.Require(options.RetryPeriod > TimeSpan.Zero, "RetryPeriod", $"{options.RetryPeriod} is too short.");
        rules.Require(
            options.RenewDeadline / 1.2 > options.RetryPeriod,
            "RenewDeadline",
            $"{options.RenewDeadline} has to be longer than RetryPeriod ({options.RetryPeriod}) by a fifth."
        );
        rules.Require(
            options.Duration > options.RenewDeadline,
            "Duration",
            $"{options.Duration} has to be longer than RenewDeadline ({options.RenewDeadline}), so that a leader stops before another one begins."
        );
        rules.Require(
            options.Duration >= TimeSpan.FromSeconds(1),
            "Duration",
            "must be a second at least: a Lease counts in whole seconds."
        );
        rules.AtMost(SettingsRules.LongestWait, options.Duration, "Duration");
        return rules.Result;
    }
}
