using Microsoft.AspNetCore.Http;
using Rex.Embedded.Access;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Requests whose objects are answered and not kept: access reviews, and a pod's binding to a node.</summary>
internal sealed class VirtualResources(ClusterState state, AccessControl access)
{
    /// <summary>The rules of somebody who may do everything.</summary>
    private static readonly JsonMap Everything = JsonMap.Of(
        ("resourceRules", JsonList.Of([JsonMap.Of(("verbs", Any), ("apiGroups", Any), ("resources", Any))])),
        ("nonResourceRules", JsonList.Of([JsonMap.Of(("verbs", Any), ("nonResourceURLs", Any))])),
        ("incomplete", false)
    );

    private static readonly JsonMap Done = JsonMap.Of(
        ("kind", "Status"),
        ("apiVersion", "v1"),
        ("metadata", JsonMap.Empty),
        ("status", "Success"),
        ("code", 201)
    );

    private readonly ObjectDeletion _deletion = new(state);

    private static JsonList Any => JsonList.OfTexts(["*"]);

    public async Task<bool> TryHandleAsync(HttpContext context, RequestInfo info)
    {
        var post = HttpMethods.IsPost(context.Request.Method);
        switch (info)
        {
            case { Group: "authorization.k8s.io", Version: "v1", Resource: "selfsubjectaccessreviews" } when post:
                var review = await BodyReading.ReadObjectAsync(context.Request, strict: false);
                await context.Response.WriteAsync(201, access.Review(context.Request, review));
                return true;
            case { Group: "authorization.k8s.io", Version: "v1", Resource: "selfsubjectrulesreviews" } when post:
                var rules = await BodyReading.ReadObjectAsync(context.Request, strict: false);
                await context.Response.WriteAsync(201, rules.With("status", Everything));
                return true;
            case { Group: "authentication.k8s.io", Version: "v1", Resource: "selfsubjectreviews" } when post:
                var self = await BodyReading.ReadObjectAsync(context.Request, strict: false);
                await context.Response.WriteAsync(201, access.WhoAmI(context.Request, self));
                return true;
            case { Group: "", Version: "v1", Resource: "pods", Subresource: "binding" } when post:
                Bind(info, await BodyReading.ReadObjectAsync(context.Request, strict: false));
                await context.Response.WriteAsync(201, Done);
                return true;
            case { Group: "", Version: "v1", Resource: "pods", Subresource: "eviction" } when post:
                Evict(context.Request, info, await BodyReading.ReadObjectAsync(context.Request, strict: false));
                await context.Response.WriteAsync(201, Done);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Deletes a pod as an eviction says. There are no disruption budgets that could forbid it.</summary>
    private void Evict(HttpRequest request, RequestInfo info, JsonMap eviction)
    {
        var name = ObjectMetadata.Of(eviction).Name;
        if (name.Length > 0 && name != info.Name)
        {
            throw ApiErrors.BadRequest("name in URL does not match name in Eviction object");
        }

        var options = DeleteOptions.From(eviction.Map("deleteOptions") ?? JsonMap.Empty, request.Query.DryRun());
        _deletion.Delete(new ObjectTarget(state.Catalog.Find("", "v1", "pods")!, info.Namespace, info.Name), options);
    }

    private void Bind(RequestInfo info, JsonMap binding)
    {
        var node = (binding.At("target", "name") as JsonText)?.Value ?? throw ApiErrors.BadRequest("target.name is required");
        state.Store.Write(
            BuiltInKinds.Pods,
            new ObjectKey(info.Namespace, info.Name),
            pod =>
            {
                if (pod is null)
                {
                    throw ApiErrors.NotFound(BuiltInKinds.Pods, info.Name);
                }

                if (pod.Content.At("spec", "nodeName") is JsonText { Value: { Length: > 0 } bound })
                {
                    throw ApiErrors.Conflict(
                        new ResourceName("", "pods/binding"),
                        info.Name,
                        $"pod {info.Name} is already assigned to node \"{bound}\""
                    );
                }

                return new WriteDecision.Put(pod.Content.WithAt(["spec", "nodeName"], node));
            }
        );
    }
}
