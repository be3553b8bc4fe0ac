using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Http;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Access;

/// <summary>Says who makes a request, and whether they may.</summary>
/// <param name="state">Holds the Roles.</param>
/// <param name="users">Who a token belongs to; null where everybody may do everything.</param>
internal sealed class AccessControl(ClusterState state, Func<string, ClusterUser?>? users)
{
    private static readonly ClusterUser Anybody = new("system:anonymous", ["system:unauthenticated", ClusterUser.Masters]);

    private readonly RoleRules _rules = new(state);

    /// <summary>Gets who makes a request.</summary>
    /// <exception cref="ApiException">The token is nobody's: 401.</exception>
    public ClusterUser UserOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return users is null ? Anybody
            : header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && users(header[scheme.Length..].Trim()) is { } user ? user
            : throw ApiErrors.Unauthorized();
    }

    /// <summary>Lets a request about objects through, or not.</summary>
    /// <exception cref="ApiException">403, or 401.</exception>
    public void Check(HttpRequest request, RequestInfo info)
    {
        if (users is null)
        {
            return;
        }

        var user = UserOf(request);
        var asked = AccessRequest.Of(request, info);
        // Whoever may do nothing else may ask what they may do (system:basic-user).
        if (info.Group != "authorization.k8s.io" && info.Group != "authentication.k8s.io" && !_rules.Allows(user, asked))
        {
            throw ApiErrors.NotAllowed(new ResourceName(info.Group, info.Resource), user.Name, asked);
        }
    }

    /// <summary>Answers a SelfSubjectAccessReview.</summary>
    public JsonMap Review(HttpRequest request, JsonMap review)
    {
        var isAllowed =
            review.At("spec", "resourceAttributes") is not JsonMap attributes
            || _rules.Allows(UserOf(request), AccessRequest.Of(attributes));
        return review.With("status", JsonMap.Of(("allowed", isAllowed)));
    }

    /// <summary>Answers a SelfSubjectReview.</summary>
    public JsonMap WhoAmI(HttpRequest request, JsonMap review)
    {
        var user = UserOf(request);
        var groups = users is null ? ["system:unauthenticated"] : user.Groups.Append("system:authenticated");
        return review.With(
            "status",
            JsonMap.Of(("userInfo", JsonMap.Of(("username", user.Name), ("groups", JsonList.OfTexts([.. groups])))))
        );
    }
}
