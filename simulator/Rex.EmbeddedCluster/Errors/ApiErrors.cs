using Rex.Embedded.Access;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Errors;

/// <summary>The errors of the API, worded as in <c>k8s.io/apimachinery/pkg/api/errors</c>, which clients and people match on.</summary>
internal static class ApiErrors
{
    public static ApiException NotFound(ResourceName resource, string name) =>
        new(404, "NotFound", $"{resource} \"{name}\" not found", Details(resource, name));

    /// <summary>A path that leads nowhere.</summary>
    public static ApiException NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource", JsonMap.Empty);

    public static ApiException AlreadyExists(ResourceName resource, string name, bool isBeingDeleted) =>
        new(
            409,
            "AlreadyExists",
            $"{(isBeingDeleted ? "object is being deleted: " : "")}{resource} \"{name}\" already exists",
            Details(resource, name)
        );

    public static ApiException Conflict(ResourceName resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", Details(resource, name));

    public static ApiException Modified(ResourceName resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Forbidden(ResourceName resource, string name, string why, StatusCause? cause = null) =>
        new(
            403,
            "Forbidden",
            $"{resource} \"{name}\" is forbidden: {why}",
            Details(resource, name).With("causes", cause is null ? null : JsonList.Of([cause.ToJson()]))
        );

    /// <summary>Worded as by <c>k8s.io/apiserver/pkg/endpoints/handlers/responsewriters</c>.</summary>
    public static ApiException NotAllowed(ResourceName resource, string user, AccessRequest asked)
    {
        var where = asked.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{asked.Namespace}\"";
        var what = asked.Name.Length == 0 ? $"{resource}" : $"{resource} \"{asked.Name}\"";
        return new ApiException(
            403,
            "Forbidden",
            $"{what} is forbidden: User \"{user}\" cannot {asked.Verb} resource \"{asked.Resource}\" in API group \"{asked.Group}\" {where}",
            Details(resource, asked.Name)
        );
    }

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var texts = causes.Select(c => c.Field.Length == 0 ? $"<nil>: {c.Message}" : $"{c.Field}: {c.Message}").Distinct().ToList();
        var all = texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        var title = group.Length == 0 ? kind : $"{kind}.{group}";
        return new ApiException(
            422,
            "Invalid",
            $"{title} \"{name}\" is invalid: {all}",
            JsonMap.Of(
                ("name", name.Length == 0 ? null : name),
                ("group", group.Length == 0 ? null : group),
                ("kind", kind.Length == 0 ? null : kind),
                ("causes", JsonList.Of(causes.Select(c => c.ToJson())))
            )
        );
    }

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException MethodNotSupported(ResourceName resource, string verb) =>
        new(405, "MethodNotAllowed", $"{verb} is not supported on resources of kind \"{resource}\"", Details(resource, null));

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", JsonMap.Empty);

    public static ApiException NotAcceptable(IEnumerable<string> offered) =>
        new(406, "NotAcceptable", $"only the following media types are accepted: {string.Join(", ", offered)}");

    public static ApiException UnsupportedMediaType(IEnumerable<string> accepted) =>
        new(
            415,
            "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}"
        );

    public static ApiException TooLarge(long limit) => new(413, "RequestEntityTooLarge", $"Request entity is too large: limit is {limit}");

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException FutureResourceVersion(long asked, long current) =>
        new(
            504,
            "Timeout",
            $"Timeout: Too large resource version: {asked}, current: {current}",
            JsonMap.Of(
                ("causes", JsonList.Of([JsonMap.Of(("reason", "ResourceVersionTooLarge"), ("message", "Too large resource version"))])),
                ("retryAfterSeconds", 1)
            )
        );

    private static JsonMap Details(ResourceName resource, string? name) =>
        JsonMap.Of(
            ("name", name is "" ? null : name),
            ("group", resource.Group.Length == 0 ? null : resource.Group),
            ("kind", resource.Plural)
        );
}
