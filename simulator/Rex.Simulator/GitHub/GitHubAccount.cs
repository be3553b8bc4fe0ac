using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>A user, an organization or an app's bot as GitHub shows it, in the API's answers and in deliveries.</summary>
internal static class GitHubAccount
{
    private const string BotSuffix = "[bot]";

    /// <param name="api">The address of the API, without a slash at its end.</param>
    /// <param name="login">The login; that of an app's bot ends in <c>[bot]</c>.</param>
    /// <param name="type"><c>User</c>, <c>Organization</c> or <c>Bot</c>.</param>
    public static JsonObject Render(string api, string login, string type)
    {
        var id = StableNumber(login);
        var url = $"{api}/users/{Uri.EscapeDataString(login)}";
        var isBot = type == "Bot";
        return new JsonObject
        {
            ["login"] = login,
            ["id"] = id,
            ["node_id"] = $"{(isBot ? "BOT_kgDO" : "U_kgDO")}{id:x}",
            ["avatar_url"] = $"https://avatars.githubusercontent.com/{(isBot ? "in" : "u")}/{id}?v=4",
            ["gravatar_id"] = "",
            ["url"] = url,
            ["html_url"] =
                $"https://github.com/{(isBot ? "apps/" : "")}{Uri.EscapeDataString(login.Replace(BotSuffix, "", StringComparison.Ordinal))}",
            ["followers_url"] = url + "/followers",
            ["following_url"] = url + "/following{/other_user}",
            ["gists_url"] = url + "/gists{/gist_id}",
            ["starred_url"] = url + "/starred{/owner}{/repo}",
            ["subscriptions_url"] = url + "/subscriptions",
            ["organizations_url"] = url + "/orgs",
            ["repos_url"] = url + "/repos",
            ["events_url"] = url + "/events{/privacy}",
            ["received_events_url"] = url + "/received_events",
            ["type"] = type,
            ["user_view_type"] = "public",
            ["site_admin"] = false,
        };
    }

    /// <summary>A number for a name, the same in every run.</summary>
    public static long StableNumber(string name) =>
        name.Aggregate(2166136261L, (hash, letter) => ((hash ^ letter) * 16777619) & 0x7fffffff);
}
