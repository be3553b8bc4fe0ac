using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>What is wrong for the holder of one token: a stub that comes before all others.</summary>
internal static class TroubleStub
{
    /// <returns>Null where nothing is wrong.</returns>
    public static Stub? For(string token, GitHubTrouble trouble) =>
        trouble switch
        {
            GitHubTrouble.Outage => Before(token, new StubAnswer(503, GitHubErrors.OutagePage)),
            GitHubTrouble.LostAccess => Before(token, new StubAnswer(404, GitHubErrors.NotFound)),
            GitHubTrouble.BadToken => Before(token, new StubAnswer(401, GitHubErrors.BadCredentials)),
            GitHubTrouble.Reset => Before(token, new StubAnswer(200, new JsonArray()) { Fault = "CONNECTION_RESET_BY_PEER" }),
            _ => null,
        };

    private static Stub Before(string token, StubAnswer answer) =>
        new()
        {
            Name = $"trouble of {token}",
            Priority = StubPriority.Trouble,
            Request = new StubRequest("ANY", ".*") { Token = token },
            Answer = answer,
        };
}
