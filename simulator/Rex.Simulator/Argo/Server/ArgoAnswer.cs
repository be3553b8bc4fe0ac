using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Server;

/// <summary>What the Argo Server answers: an HTTP status, and the workflow or a gRPC status as JSON.</summary>
internal sealed record ArgoAnswer(int Status, JsonObject Body)
{
    /// <summary>The HTTP status of what went well.</summary>
    public const int Success = 200;

    private const int InvalidArgument = 3;
    private const int NotFoundCode = 5;
    private const int AlreadyExists = 6;
    private const int Internal = 13;

    public static ArgoAnswer Ok(JsonElement workflow) => Ok(JsonObject.Create(workflow) ?? []);

    public static ArgoAnswer Ok(JsonObject workflow) => new(Success, workflow);

    /// <summary>The server's own trouble, and everything it does not tell apart from that.</summary>
    public static ArgoAnswer Failure(string message) => Error(500, Internal, message);

    public static ArgoAnswer BadRequest(string message) => Error(400, InvalidArgument, message);

    public static ArgoAnswer NotFound(string message) => Error(404, NotFoundCode, message);

    public static ArgoAnswer Conflict(string message) => Error(409, AlreadyExists, message);

    private static ArgoAnswer Error(int status, int code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["message"] = message });
}
