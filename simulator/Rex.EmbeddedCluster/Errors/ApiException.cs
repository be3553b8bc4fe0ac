using Rex.Embedded.Json;

namespace Rex.Embedded.Errors;

/// <summary>A request that ends in a <c>Status</c> body. Thrown wherever a rule is found broken and written by the HTTP edge.</summary>
internal sealed class ApiException(int code, string reason, string message, JsonMap? details = null) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public JsonMap? Details { get; } = details;

    public JsonMap ToStatus() =>
        JsonMap.Of(
            ("kind", "Status"),
            ("apiVersion", "v1"),
            ("metadata", JsonMap.Empty),
            ("status", "Failure"),
            ("message", Message),
            ("reason", Reason.Length == 0 ? null : Reason),
            ("details", Details),
            ("code", Code)
        );
}
