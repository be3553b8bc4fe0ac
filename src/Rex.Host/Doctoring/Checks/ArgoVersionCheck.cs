using System.Globalization;
using System.Text.RegularExpressions;
using Rex.Adapters.Kubernetes;
using Rex.Core.Workflows;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The workflow controller is of a version on which a hold was seen to hold: 3.4 to 4.1.</summary>
internal sealed partial class ArgoVersionCheck(ApiClient api, string @namespace)
    : OptionalCheck("argo version", "kubectl get deployments -A | grep workflow-controller shows where it runs: --argo-namespace names it.")
{
    private const string Controller = "workflow-controller";

    private static readonly Version Oldest = new(3, 4);
    private static readonly Version Newest = new(4, 1);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var deployments = new ResourceClient(api, new ResourceType("apps", "v1", "deployments"), @namespace);
        var found = await deployments.GetAsync(Controller, cancellationToken);
        var image = found
            ?.Items("spec", "template", "spec", "containers")
            .Select(container => container.Text("image"))
            .FirstOrDefault(image => image?.Contains(Controller, StringComparison.Ordinal) == true);
        if (image is null)
        {
            return
            [
                Warn($"unknown: there is no {Controller} in {@namespace}", "Name the workflow controller's namespace: --argo-namespace."),
            ];
        }

        if (VersionOf(image) is not { } version)
        {
            return [Warn($"unknown: the image {image} tells no version", "Look at what the controller's log says at its start.")];
        }

        return
        [
            version >= Oldest && version <= Newest
                ? Ok($"{image}")
                : Warn(
                    $"{image} is of a version that Rex was not tried with",
                    $"Rex was tried with {Oldest} to {Newest}; try it on a task that does not matter."
                ),
        ];
    }

    private static Version? VersionOf(string image) =>
        Tag().Match(image) is { Success: true } tag
            ? new Version(
                int.Parse(tag.Groups[1].Value, CultureInfo.InvariantCulture),
                int.Parse(tag.Groups[2].Value, CultureInfo.InvariantCulture)
            )
            : null;

    [GeneratedRegex(@":v?([0-9]{1,4})\.([0-9]{1,4})\b")]
    private static partial Regex Tag();
}
