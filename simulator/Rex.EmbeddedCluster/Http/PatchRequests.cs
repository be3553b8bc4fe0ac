using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Patching;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>PATCH of an object, by the content type of the patch.</summary>
internal sealed class PatchRequests(ObjectUpdate update)
{
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    public async Task<StoredObject> PatchAsync(HttpRequest request, ObjectTarget target, WritePart part)
    {
        string[] accepted = target.Kind.Strategy.SupportsStrategicMerge
            ? [Json, Merge, Strategic, ApplyRequests.MediaType]
            : [Json, Merge, ApplyRequests.MediaType];
        var type = BodyReading.MediaType(request);
        if (!accepted.Contains(type))
        {
            throw ApiErrors.UnsupportedMediaType(accepted);
        }

        if (request.Query.ContainsKey("force"))
        {
            var cause = StatusCause.Forbidden("force", "may not be specified for non-apply patch");
            throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [cause]);
        }

        var options = request.WriteOptions();
        var body = await BodyReading.ReadAsync(request);

        // Nobody looks into a patch before there is something to patch.
        return update.Patch(target, obj => Apply(target.Kind, type, obj, BodyReading.Parse(body, options.Strict)), part, options);
    }

    private static JsonMap Apply(ResourceKind kind, string type, JsonMap obj, JsonData patch)
    {
        try
        {
            var changed = (type, patch) switch
            {
                (Merge, JsonMap map) => MergePatch.Apply(obj, map),
                (Json, JsonList operations) when operations.All(o => o is JsonMap or JsonNull) => JsonPatch.Apply(obj, operations),
                (Strategic, JsonMap map) => StrategicMergePatch.Apply(kind.Type!, obj, map),
                _ => throw ApiErrors.BadRequest($"json: cannot unmarshal {patch.TypeName} into a patch"),
            };
            return changed as JsonMap ?? throw new PatchException("the result is no object");
        }
        catch (PatchException fault) when (type == Strategic)
        {
            throw new ApiException(500, "", fault.Message);
        }
        catch (PatchException)
        {
            // The real server keeps the reason to itself, too.
            throw new ApiException(422, "Invalid", "the server rejected our request due to an error in our request", JsonMap.Empty);
        }
    }
}
