using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Requests whose objects are answered and not kept: access reviews, and a pod's binding to a node.</summary>
internal sealed class VirtualResources(ClusterState state)
{
    public async Task<bool> TryHandleAsync(HttpContext context, RequestInfo info)
    {
        var post = HttpMethods.IsPost(context.Request.Method);
        switch (info)
        {
            case { Group: "authorization.k8s.io", Version: "v1", Resource: "selfsubjectaccessreviews" } when post:
                var review = await BodyReading.ReadObjectAsync(context.Request, strict: false);
                await context.Response.WriteAsync(201, review.With("status", JsonMap.Of(("allowed", true))));
                return true;
            case { Group: "authentication.k8s.io", Version: "v1", Resource: "selfsubjectreviews" } when post:
                var self = await BodyReading.ReadObjectAsync(context.Request, strict: false);
                var groups = JsonList.OfTexts(["system:unauthenticated"]);
                var user = JsonMap.Of(("username", "system:anonymous"), ("groups", groups));
                await context.Response.WriteAsync(201, self.With("status", JsonMap.Of(("userInfo", user))));
                return true;
            case { Group: "", Version: "v1", Resource: "pods", Subresource: "binding" } when post:
                Bind(info, await BodyReading.ReadObjectAsync(context.Request, strict: false));
                await context.Response.WriteAsync(
                    201,
                    JsonMap.Of(("kind", "Status"), ("apiVersion", "v1"), ("metadata", JsonMap.Empty), ("status", "Success"), ("code", 201))
                );
                return true;
            default:
                return false;
        }
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
