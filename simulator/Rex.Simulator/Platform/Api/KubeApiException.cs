using System.Net;

namespace Rex.Simulator.Platform.Api;

/// <summary>The API server's refusal, with its reason.</summary>
internal sealed class KubeApiException(HttpStatusCode status, string reason, string message)
    : Exception($"{(int)status} {reason}: {message}")
{
    public HttpStatusCode Status { get; } = status;

    public string Reason { get; } = reason;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    public bool IsConflict => Status == HttpStatusCode.Conflict && Reason != "AlreadyExists";

    public bool AlreadyExists => Reason == "AlreadyExists";

    /// <summary>Worth trying again: it says nothing about the request itself.</summary>
    public bool IsTransient => Status == HttpStatusCode.TooManyRequests || (int)Status >= 500;
}
