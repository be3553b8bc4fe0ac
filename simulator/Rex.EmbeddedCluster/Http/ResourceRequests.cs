using Microsoft.AspNetCore.Http;
using Rex.Embedded.Access;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;
using Rex.Embedded.Watching;

namespace Rex.Embedded.Http;

/// <summary>Requests about objects: finds out what is asked and hands it on.</summary>
internal sealed class ResourceRequests
{
    private readonly ClusterState _state;
    private readonly ObjectCreation _creation;
    private readonly ObjectUpdate _update;
    private readonly ListRequests _lists;
    private readonly DeleteRequests _deletions;
    private readonly PatchRequests _patches;
    private readonly ApplyRequests _applies;
    private readonly WatchRequests _watches;
    private readonly VirtualResources _virtual;

    public ResourceRequests(ClusterState state, AccessControl access, EmbeddedClusterOptions options, CancellationToken stopping)
    {
        _state = state;
        _creation = new ObjectCreation(state);
        _update = new ObjectUpdate(state, _creation);
        _lists = new ListRequests(state);
        _deletions = new DeleteRequests(state);
        _patches = new PatchRequests(_update);
        _applies = new ApplyRequests(state, _creation, _update);
        _watches = new WatchRequests(state, options, stopping);
        _virtual = new VirtualResources(state, access);
    }

    public async Task HandleAsync(HttpContext context, RequestInfo info)
    {
        if (await _virtual.TryHandleAsync(context, info))
        {
            return;
        }

        var kind = _state.Catalog.Find(info.Group, info.Version, info.Resource) ?? throw ApiErrors.NoSuchPath();
        if (!kind.Namespaced && info.Namespace.Length > 0)
        {
            throw ApiErrors.NoSuchPath();
        }

        if (kind.Namespaced && info.Namespace.Length == 0 && info.Name.Length > 0)
        {
            throw ApiErrors.NoSuchPath();
        }

        ContentNegotiation.Check(context.Request);
        if (info.Name.Length == 0)
        {
            await HandleCollectionAsync(context, kind, info);
        }
        else
        {
            await HandleObjectAsync(context, kind, info);
        }
    }

    private async Task HandleCollectionAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        switch (context.Request.Method)
        {
            case "GET" when context.Request.Query.Truth("watch"):
                await _watches.HandleAsync(context, kind, info);
                break;
            case "GET":
                await _lists.HandleAsync(context, kind, info);
                break;
            case not "GET" when kind.Namespaced && info.Namespace.Length == 0:
                // Custom resources are served by another part of the server, which knows no such path.
                throw kind.IsCustom ? ApiErrors.NoSuchPath() : ApiErrors.MethodNotAllowed();
            case "POST":
                await CreateAsync(context, kind, info);
                break;
            case "DELETE" when kind.DeletesCollections:
                await _deletions.DeleteCollectionAsync(context, kind, info);
                break;
            case "PUT" or "PATCH" when kind.IsCustom:
                throw ApiErrors.BadRequest("name must be provided");
            default:
                throw NotAllowed(context.Request.Method, kind);
        }
    }

    private async Task CreateAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        var options = context.Request.WriteOptions();
        var body = await BodyReading.ReadObjectAsync(context.Request, options.Strict);
        await WriteAsync(context, kind, 201, _creation.Create(kind, info.Namespace, body, options));
    }

    private async Task HandleObjectAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        var part = PartOf(kind, info.Subresource, info.Name);
        var target = new ObjectTarget(kind, info.Namespace, info.Name);
        switch (context.Request.Method)
        {
            case "GET" when context.Request.Query.Truth("watch") && part == WritePart.Main:
                await _watches.HandleAsync(context, kind, info);
                break;
            case "GET":
                CheckFreshness(ResourceVersions.Parse(context.Request.Query["resourceVersion"].ToString()));
                var found = _state.Store.Get(kind.Stored, target.Key) ?? throw ApiErrors.NotFound(kind.Resource, info.Name);
                await WriteAsync(context, kind, 200, found);
                break;
            case "PUT":
                var options = context.Request.WriteOptions();
                var body = await BodyReading.ReadObjectAsync(context.Request, options.Strict);
                var (replaced, created) = _update.Replace(target, body, part, options);
                await WriteAsync(context, kind, created ? 201 : 200, replaced);
                break;
            case "PATCH" when BodyReading.MediaType(context.Request) == ApplyRequests.MediaType:
                var (applied, made) = await _applies.ApplyAsync(context.Request, target, part);
                await WriteAsync(context, kind, made ? 201 : 200, applied);
                break;
            case "PATCH":
                await WriteAsync(context, kind, 200, await _patches.PatchAsync(context.Request, target, part));
                break;
            case "POST" when kind.IsCustom && part == WritePart.Main:
                // The real server does not look at the name here.
                await CreateAsync(context, kind, info);
                break;
            case "DELETE" when part == WritePart.Main:
                await _deletions.DeleteAsync(context, target);
                break;
            default:
                throw NotAllowed(context.Request.Method, kind);
        }
    }

    private Task WriteAsync(HttpContext context, ResourceKind kind, int status, StoredObject obj) =>
        ContentNegotiation.FormOf(context.Request) switch
        {
            AnswerForm.Table => context.Response.WriteAsync(
                status,
                TableRendering.Render(
                    kind,
                    [obj],
                    JsonMap.Of(("resourceVersion", obj.Metadata.ResourceVersion)),
                    context.Request.Query,
                    _state.Clock.GetUtcNow()
                )
            ),
            AnswerForm.Metadata => context.Response.WriteAsync(status, MetadataRendering.Of(obj)),
            AnswerForm.MetadataList => throw MetadataRendering.NoList(kind),
            _ => context.Response.WriteAsync(status, ObjectRendering.Utf8(kind, obj)),
        };

    /// <summary>An object at least as new as a resource version cannot be read before there is such a version.</summary>
    private void CheckFreshness(long asked)
    {
        if (asked > _state.Store.Revision)
        {
            throw ApiErrors.FutureResourceVersion(asked, _state.Store.Revision);
        }
    }

    /// <summary>What definitions declare is served by another part of the server, which says it in other words.</summary>
    private static ApiException NotAllowed(string method, ResourceKind kind)
    {
        var verb = method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            _ => "delete",
        };
        return kind.IsCustom ? ApiErrors.MethodNotSupported(kind.Resource, verb) : ApiErrors.MethodNotAllowed();
    }

    private static WritePart PartOf(ResourceKind kind, string subresource, string name) =>
        subresource switch
        {
            "" => WritePart.Main,
            "status" when kind.HasStatus => WritePart.Status,
            "finalize" when kind.Resource == BuiltInKinds.Namespaces => WritePart.NamespaceFinalizers,
            // What definitions declare is served by another part of the server, which misses the object and not the path.
            _ when kind.IsCustom => throw ApiErrors.NotFound(kind.Resource, name),
            _ => throw ApiErrors.NoSuchPath(),
        };
}
