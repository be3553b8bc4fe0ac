using Microsoft.Extensions.Options;
using Rex.Adapters.Settings;
using Rex.Core.Pushes;
using Rex.Host.Serving;

namespace Rex.Host.Receiving;

/// <summary>Checks all settings of <see cref="WebhookOptions"/> at start: without a secret Rex does not.</summary>
/// <param name="section">The section they were read from.</param>
internal sealed class WebhookOptionsValidator(IConfigurationSection section) : IValidateOptions<WebhookOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var rules = new SettingsRules(section.Path);
        rules.AddRange(SettingsSection.Problems(section, typeof(WebhookOptions)));
        rules.Require(
            options.Path.StartsWith('/')
                && options.Path.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '_' or '.'),
            "Path",
            $"'{options.Path}' is no path: write it like /webhooks/github."
        );
        rules.Require(
            options.SecretFiles.Count > 0 || options.AllowUnsigned,
            "SecretFiles",
            "no webhook secret is configured, and anybody could restart QA. Name a file that holds the secret; for a trial on your own machine "
                + "--allow-unsigned does without."
        );
        rules.Require(
            options.SecretFiles.Count == 0 || !options.AllowUnsigned,
            "AllowUnsigned",
            "there are secrets to check signatures with: remove either this or SecretFiles."
        );
        for (var index = 0; index < options.SecretFiles.Count; index++)
        {
            if (!SecretFile.TryRead(options.SecretFiles[index], out _, out var problem))
            {
                rules.Require(false, FormattableString.Invariant($"SecretFiles:{index}"), problem);
            }
        }

        rules.Require(
            options.MaxBodyBytes is > 0 and <= PushOptions.MaxBodyBytes,
            "MaxBodyBytes",
            $"{options.MaxBodyBytes} is not between 1 and {PushOptions.MaxBodyBytes}, the most that GitHub sends."
        );
        rules.Require(options.MaxConcurrent > 0, "MaxConcurrent", $"{options.MaxConcurrent} would let nothing in.");
        rules.Require(options.DrainFor >= TimeSpan.Zero, "DrainFor", $"{options.DrainFor} is no time to wait.");
        rules.AtMost(StopTimes.LongestDrain, options.DrainFor, "DrainFor");
        return rules.Result;
    }
}
