using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Rex.Core.Agents;

namespace Rex.Adapters.Settings;

/// <summary>Collects what is wrong with settings, each message with its setting's path.</summary>
/// <param name="path">The path of the settings' section.</param>
internal sealed partial class SettingsRules(string path)
{
    /// <summary>The longest time that anything may be told to wait. A timer takes no more than seven weeks, and nobody means as much.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly List<string> _problems = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The same as the validator's answer.</summary>
    public ValidateOptionsResult Result => _problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems);

    /// <summary>Notes a problem unless the condition holds.</summary>
    public void Require(bool condition, string setting, string rule)
    {
        if (!condition)
        {
            _problems.Add($"{path}:{setting}: {rule}");
        }
    }

    /// <summary>The time is no longer than the longest.</summary>
    public void AtMost(TimeSpan longest, TimeSpan value, string setting) =>
        Require(value <= longest, setting, $"{value} is longer than {longest}, the most.");

    /// <summary>Notes problems that come with their paths.</summary>
    public void AddRange(IEnumerable<string> found) => _problems.AddRange(found);

    /// <summary>The setting has a text.</summary>
    public void Text(string? value, string setting) => Require(!string.IsNullOrWhiteSpace(value), setting, "must not be empty.");

    /// <summary>The setting is a namespace's name.</summary>
    public void Namespace(string? value, string setting) =>
        Require(value is not null && NamespacePattern().IsMatch(value), setting, $"'{value}' is no name of a Kubernetes namespace.");

    /// <summary>The setting is a label's key.</summary>
    public void LabelKey(string? value, string setting) =>
        Require(IsAllowed(() => LabelRequirement.Exists(value ?? "")), setting, $"'{value}' is no key of a Kubernetes label.");

    /// <summary>The setting is a label's value, and not the empty one.</summary>
    public void LabelValue(string? value, string setting) =>
        Require(IsAllowed(() => LabelRequirement.In("key", value ?? "")), setting, $"'{value}' is no value of a Kubernetes label.");

    /// <summary>The setting is an address that credentials may be sent to.</summary>
    public void Address(Uri? value, string setting)
    {
        var isWeb = value is { IsAbsoluteUri: true } && (value.Scheme == Uri.UriSchemeHttps || value.Scheme == Uri.UriSchemeHttp);
        Require(isWeb, setting, $"'{value}' is no http or https address.");
        Require(
            !isWeb || value!.Scheme == Uri.UriSchemeHttps || IsLoopback(value),
            setting,
            $"'{value}' would take credentials over the network unencrypted; plain http is for loopback addresses only."
        );
    }

    /// <summary>The file, where one is set, is there.</summary>
    public void File(string? value, string setting) =>
        Require(value is null || System.IO.File.Exists(value), setting, $"there is no file '{value}'.");

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static bool IsAllowed(Func<LabelRequirement> make)
    {
        try
        {
            _ = make();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    private static partial Regex NamespacePattern();
}
