namespace Rex.Simulator.Tests.Schemas;

/// <summary>A request and its answer.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">Path and query, escaped as sent.</param>
/// <param name="RequestBody">The request's body; empty for none.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="ResponseBody">The answer's body; empty for none.</param>
internal sealed record Exchange(string Method, string PathAndQuery, string RequestBody, int Status, string ResponseBody);
