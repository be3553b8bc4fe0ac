using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>
/// How entries of a ledger are called. A Rex that runs dry keeps a ledger of its own beside the real one: names that no real one has, and a label that a person
/// can select by. So neither is ever worked on, counted as newer or taken for a duplicate by the other, and a push that was rehearsed is not taken.
/// </summary>
/// <param name="isDryRun">Whether it is the ledger of dry runs.</param>
internal sealed class LedgerEntries(bool isDryRun)
{
    private const string Prefix = "dry-run.";

    /// <summary>The name of a remediation's entry.</summary>
    public string NameOf(RemediationId id) => isDryRun ? Prefix + id.Value : id.Value;

    /// <summary>Whether an object belongs to this ledger: its name alone decides, which nobody can change.</summary>
    public bool Has(JsonElement resource) => resource.Name().StartsWith(Prefix, StringComparison.Ordinal) == isDryRun;

    /// <summary>The remediation; null where the object is none of this ledger's, or none that Rex could have written.</summary>
    public Remediation? Read(JsonElement resource) =>
        Has(resource) ? RemediationReading.Read(resource, isDryRun ? resource.Name()[Prefix.Length..] : resource.Name()) : null;

    /// <summary>The object.</summary>
    public JsonObject Write(Remediation remediation, string @namespace)
    {
        var resource = RemediationWriting.Write(remediation, @namespace);
        if (isDryRun)
        {
            resource["metadata"]!["name"] = NameOf(remediation.Id);
            resource["metadata"]!["labels"]![RemediationLabels.DryRun] = "true";
        }

        return resource;
    }
}
