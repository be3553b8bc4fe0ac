using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Options;
using Rex.Core.Workflows;
using Rex.Host.Doctoring.Access;

namespace Rex.Host.Doctoring.Checks;

/// <summary>Asks the API server about everything that Rex has to be allowed to do, one line for each resource in each namespace.</summary>
internal sealed class PermissionCheck(ApiClient api, PlatformNames names) : Check("permissions")
{
    private const string Reviews = "selfsubjectaccessreviews";
    private const string Group = "authorization.k8s.io";

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var lines = new List<CheckLine>();
        foreach (var rule in RequiredPermissions.All.GroupBy(needed => (names.NamespaceOf(needed.Part), needed.Group, needed.Resource)))
        {
            var (allowed, missing) = (new List<string>(), new List<string>());
            foreach (var needed in rule.DistinctBy(needed => needed.Verb))
            {
                (await IsAllowedAsync(needed, cancellationToken) ? allowed : missing).Add(needed.Verb);
            }

            lines.Add(Line(rule.First(), allowed, missing));
        }

        return lines;
    }

    private CheckLine Line(RequiredPermission rule, List<string> allowed, List<string> missing)
    {
        var what = $"{rule.FullResource} in {names.NamespaceOf(rule.Part)}";
        return missing.Count == 0
            ? Ok($"{what}: {string.Join(", ", allowed)}")
            : Fail(
                $"{what}: not allowed to {string.Join(", ", missing)}",
                "Apply the Role and its RoleBinding in that namespace (deploy/base/role.yaml, or deploy/overlays/namespaces), or run rex doctor as Rex's ServiceAccount."
            );
    }

    private async Task<bool> IsAllowedAsync(RequiredPermission needed, CancellationToken cancellationToken)
    {
        var @namespace = names.NamespaceOf(needed.Part);
        var parts = needed.Resource.Split('/');
        var attributes = new JsonObject
        {
            ["namespace"] = @namespace,
            ["verb"] = needed.Verb,
            ["group"] = needed.Group,
            ["resource"] = parts[0],
        };
        if (parts.Length > 1)
        {
            attributes["subresource"] = parts[1];
        }

        var request = new ApiRequest(HttpMethod.Post, $"apis/{Group}/v1/{Reviews}", "create", $"{Reviews}.{Group}", @namespace, null)
        {
            Body = new JsonObject
            {
                ["apiVersion"] = $"{Group}/v1",
                ["kind"] = "SelfSubjectAccessReview",
                ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
            },
        };
        var answer = await api.SendAsync(request, cancellationToken);
        return answer.IsSuccess
            ? answer.Body.Find("status", "allowed") is { ValueKind: System.Text.Json.JsonValueKind.True }
            : throw answer.ToFailure(request);
    }
}
