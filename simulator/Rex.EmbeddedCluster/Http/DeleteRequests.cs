using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;
using Rex.Embedded.Types;

namespace Rex.Embedded.Http;

/// <summary>DELETE of one object or of a collection.</summary>
internal sealed class DeleteRequests(ClusterState state)
{
    private readonly ObjectDeletion _deletion = new(state);
    private readonly ListReading _reading = new(state);

    public async Task DeleteAsync(HttpContext context, ObjectTarget target)
    {
        var options = await ReadOptionsAsync(context.Request);
        var result = _deletion.Delete(target, options);
        var kind = target.Kind;
        if (!result.Removed || kind.Strategy.ReturnsDeletedObject)
        {
            var accepted = !result.Removed && options.OrphanDependents == false;
            await context.Response.WriteAsync(accepted ? 202 : 200, ObjectRendering.Utf8(kind, result.Object));
            return;
        }

        var details = JsonMap.Of(
            ("name", target.Name),
            ("group", kind.Group.Length == 0 ? null : kind.Group),
            ("kind", kind.Resource.Plural),
            ("uid", result.Object.Metadata.Uid)
        );
        var status = JsonMap.Of(
            ("kind", "Status"),
            ("apiVersion", "v1"),
            ("metadata", JsonMap.Empty),
            ("status", "Success"),
            ("details", details)
        );
        await context.Response.WriteAsync(200, status);
    }

    public async Task DeleteCollectionAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        var page = _reading.Read(kind, info, context.Request.Query);
        var options = await ReadOptionsAsync(context.Request);
        var deleted = new List<StoredObject>();
        foreach (var obj in page.Items)
        {
            try
            {
                _deletion.Delete(new ObjectTarget(kind, obj.Key.Namespace, obj.Key.Name), options);
                deleted.Add(obj);
            }
            catch (ApiException gone) when (gone.Code == 404)
            {
                // Somebody else was quicker.
            }
        }

        await context.Response.WriteAsync(200, ListReading.ToJson(kind, page with { Items = deleted }));
    }

    /// <summary>Reads options. The real server takes the fault of a client that cannot write them for one of its own.</summary>
    private static JsonMap Decode(byte[] body)
    {
        try
        {
            var json = BodyReading.Parse(body, strict: false) switch
            {
                JsonMap map => map,
                JsonNull => JsonMap.Empty,
                _ => throw ApiErrors.BadRequest("the body is no DeleteOptions"),
            };
            if (json.Text("kind") is { Length: > 0 } and not "DeleteOptions")
            {
                throw ApiErrors.BadRequest("decoded object cannot be converted to DeleteOptions");
            }

            return TypedDecoding.Decode(ApiTypes.DeleteOptions, json, "", []);
        }
        catch (ApiException fault) when (fault.Code == 400)
        {
            throw new ApiException(500, "", fault.Message);
        }
    }

    private static async Task<DeleteOptions> ReadOptionsAsync(HttpRequest request)
    {
        var body = await BodyReading.ReadAsync(request);
        var dryRun = request.Query.DryRun();
        if (body.Length > 0)
        {
            if (BodyReading.MediaType(request) is not ("application/json" or ""))
            {
                throw ApiErrors.UnsupportedMediaType(["application/json"]);
            }

            return DeleteOptions.From(Decode(body), dryRun);
        }

        var query = JsonMap.Of(
            ("gracePeriodSeconds", request.Query.Integer("gracePeriodSeconds") is { } grace ? new JsonNumber(grace) : null),
            ("propagationPolicy", request.Query["propagationPolicy"].ToString() is { Length: > 0 } policy ? policy : null),
            ("orphanDependents", request.Query.ContainsKey("orphanDependents") ? request.Query.Truth("orphanDependents") : null)
        );
        return DeleteOptions.From(query, dryRun);
    }
}
