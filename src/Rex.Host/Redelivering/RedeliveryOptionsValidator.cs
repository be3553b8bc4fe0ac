using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Adapters.Settings;
using Rex.Core.Redeliveries;

namespace Rex.Host.Redelivering;

/// <summary>Checks all settings of <see cref="RedeliveryOptions"/> at start.</summary>
/// <param name="section">The section they were read from.</param>
/// <param name="connection">Says whether Rex is an App.</param>
internal sealed class RedeliveryOptionsValidator(IConfigurationSection section, IOptions<RexConnectionOptions> connection)
    : IValidateOptions<RedeliveryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RedeliveryOptions options)
    {
        var rules = new SettingsRules(section.Path);
        rules.AddRange(SettingsSection.Problems(section, typeof(RedeliveryOptions)));
        var hooks = options.Hooks ?? [];
        for (var index = 0; index < hooks.Count; index++)
        {
            var setting = FormattableString.Invariant($"Hooks:{index}");
            var isHook = GitHubHook.TryParse(hooks[index], out var hook);
            rules.Require(isHook, setting, $"'{hooks[index]}' is no hook: write app, or repos/owner/name/hooks/number.");
            rules.Require(
                hook != GitHubHook.App || connection.Value.GitHub.AppId is not null,
                setting,
                "only an App can list the deliveries of its hook, and Rex does not log in as one (Rex:Connection:GitHub:AppId)."
            );
        }

        rules.Require(options.Every >= TimeSpan.FromSeconds(1), "Every", $"{options.Every} is shorter than a second.");
        rules.AtMost(SettingsRules.LongestWait, options.Every, "Every");
        rules.Require(
            options.MaxAge > TimeSpan.Zero && options.MaxAge <= GitHubHook.KeepsDeliveriesFor,
            "MaxAge",
            $"{options.MaxAge} is not between nothing and the {GitHubHook.KeepsDeliveriesFor.Days} days for which GitHub keeps deliveries."
        );
        return rules.Result;
    }
}
