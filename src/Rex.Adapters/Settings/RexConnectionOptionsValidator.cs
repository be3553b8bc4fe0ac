using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Rex.Adapters.Settings;

/// <summary>Checks all settings of <see cref="RexConnectionOptions"/> at start.</summary>
/// <param name="section">The section they were read from.</param>
/// <param name="needsGitHubToken">Whether the token comes from the settings, and from no provider of the application.</param>
internal sealed class RexConnectionOptionsValidator(IConfigurationSection section, bool needsGitHubToken)
    : IValidateOptions<RexConnectionOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RexConnectionOptions options)
    {
        var rules = new SettingsRules(section.Path);
        rules.AddRange(SettingsSection.Problems(section, typeof(RexConnectionOptions)));
        CheckKubernetes(options.Kubernetes, rules);
        CheckGitHub(options.GitHub, rules);
        return rules.Result;
    }

    private static void CheckKubernetes(KubernetesConnection kubernetes, SettingsRules rules)
    {
        if (kubernetes.ApiServer is not null)
        {
            rules.Address(kubernetes.ApiServer, "Kubernetes:ApiServer");
            rules.Require(kubernetes.Kubeconfig is null, "Kubernetes:Kubeconfig", "set either this or ApiServer.");
            rules.Require(kubernetes.Context is null, "Kubernetes:Context", "needs a kubeconfig, but ApiServer is set.");
        }
        else
        {
            rules.Require(kubernetes.Token is null, "Kubernetes:Token", "needs ApiServer.");
            rules.Require(kubernetes.CertificateAuthorityFile is null, "Kubernetes:CertificateAuthorityFile", "needs ApiServer.");
        }

        rules.File(kubernetes.CertificateAuthorityFile, "Kubernetes:CertificateAuthorityFile");
        rules.File(kubernetes.Kubeconfig, "Kubernetes:Kubeconfig");
        CheckTimeout(kubernetes.RequestTimeout, "Kubernetes:RequestTimeout", rules);
        CheckTimeout(kubernetes.WatchDuration, "Kubernetes:WatchDuration", rules);
        rules.Require(kubernetes.WatchDuration >= TimeSpan.FromSeconds(1), "Kubernetes:WatchDuration", "must be a second at least.");
    }

    private void CheckGitHub(GitHubConnection gitHub, SettingsRules rules)
    {
        var hasToken = !string.IsNullOrEmpty(gitHub.Token) || gitHub.TokenFile is not null;
        rules.Address(gitHub.BaseAddress, "GitHub:BaseAddress");
        rules.Require(string.IsNullOrEmpty(gitHub.Token) || gitHub.TokenFile is null, "GitHub:TokenFile", "set either this or Token.");
        rules.Require(
            !needsGitHubToken || hasToken || gitHub.AppId is not null,
            "GitHub:Token",
            "set this, TokenFile, or AppId with AppPrivateKeyFile: without a token Rex can remove no label."
        );
        rules.Require(gitHub.AppId is null || !hasToken, "GitHub:AppId", "set either this or a token.");
        rules.Require(gitHub.AppId is not "", "GitHub:AppId", "must not be empty.");
        rules.Require(
            (gitHub.AppId is null) == (gitHub.AppPrivateKeyFile is null),
            gitHub.AppId is null ? "GitHub:AppId" : "GitHub:AppPrivateKeyFile",
            "AppId and AppPrivateKeyFile go together: set both or none."
        );
        rules.File(gitHub.AppPrivateKeyFile, "GitHub:AppPrivateKeyFile");
        rules.Require(
            gitHub.Token?.All(character => character is > ' ' and < '\x7f') != false,
            "GitHub:Token",
            "has characters that no token has."
        );
        rules.File(gitHub.TokenFile, "GitHub:TokenFile");
        CheckTimeout(gitHub.RequestTimeout, "GitHub:RequestTimeout", rules);
    }

    private static void CheckTimeout(TimeSpan value, string setting, SettingsRules rules) =>
        rules.Require(
            value > TimeSpan.Zero && value <= SettingsRules.LongestWait,
            setting,
            $"{value} is not between 0 and {SettingsRules.LongestWait}."
        );
}
