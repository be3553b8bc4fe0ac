namespace Rex.Core.Pushes;

/// <summary>How a delivery's body is written; GitHub offers both.</summary>
public enum PushContentType
{
    /// <summary><c>application/json</c>: the body is the payload.</summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c>: the payload is the field <c>payload</c>, percent-encoded.</summary>
    Form,
}
