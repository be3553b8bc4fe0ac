using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>Renders the state as GitHub's REST API shows it, with every field that its description requires.</summary>
internal sealed class GitHubDocuments(Uri baseAddress)
{
    private string Api(string path) => baseAddress.ToString().TrimEnd('/') + path;

    public JsonObject PullRequest(GitHubRepository repository, GitHubPullRequest pullRequest, bool full = false)
    {
        var url = Api($"/repos/{repository.FullName}/pulls/{pullRequest.Number}");
        var issue = Api($"/repos/{repository.FullName}/issues/{pullRequest.Number}");
        var html = $"https://github.com/{repository.FullName}/pull/{pullRequest.Number}";
        var statuses = Api($"/repos/{repository.FullName}/statuses/{pullRequest.HeadSha}");
        var document = new JsonObject
        {
            ["url"] = url,
            ["id"] = repository.Id * 1000 + pullRequest.Number,
            ["node_id"] = $"PR_{repository.Id}_{pullRequest.Number}",
            ["html_url"] = html,
            ["diff_url"] = html + ".diff",
            ["patch_url"] = html + ".patch",
            ["issue_url"] = issue,
            ["commits_url"] = url + "/commits",
            ["review_comments_url"] = url + "/comments",
            ["review_comment_url"] = Api($"/repos/{repository.FullName}/pulls/comments{{/number}}"),
            ["comments_url"] = issue + "/comments",
            ["statuses_url"] = statuses,
            ["number"] = pullRequest.Number,
            ["state"] = pullRequest.IsOpen ? "open" : "closed",
            ["locked"] = false,
            ["title"] = pullRequest.Title,
            ["user"] = User("5DLabs-Rex[bot]", "Bot"),
            ["body"] = null,
            ["labels"] = Labels(repository, pullRequest.Labels),
            ["milestone"] = null,
            ["created_at"] = Time(pullRequest.CreatedAt),
            ["updated_at"] = Time(pullRequest.CreatedAt),
            ["closed_at"] = null,
            ["merged_at"] = null,
            ["merge_commit_sha"] = null,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["head"] = Reference(repository, pullRequest.Branch, pullRequest.HeadSha),
            ["base"] = Reference(repository, "main", repository.Branches.GetValueOrDefault("main", new string('0', 39) + "1")),
            ["_links"] = new JsonObject
            {
                ["self"] = Link(url),
                ["html"] = Link(html),
                ["issue"] = Link(issue),
                ["comments"] = Link(issue + "/comments"),
                ["review_comments"] = Link(url + "/comments"),
                ["review_comment"] = Link(Api($"/repos/{repository.FullName}/pulls/comments{{/number}}")),
                ["commits"] = Link(url + "/commits"),
                ["statuses"] = Link(statuses),
            },
            ["author_association"] = "CONTRIBUTOR",
            ["auto_merge"] = null,
            ["draft"] = false,
        };
        if (full)
        {
            AddDetails(document);
        }

        return document;
    }

    public JsonArray Labels(GitHubRepository repository, IEnumerable<string> names) =>
        new([
            .. names.Select(name => new JsonObject
            {
                ["id"] = StableNumber(name),
                ["node_id"] = $"LA_{StableNumber(name)}",
                ["url"] = Api($"/repos/{repository.FullName}/labels/{Uri.EscapeDataString(name)}"),
                ["name"] = name,
                ["color"] = "ededed",
                ["default"] = false,
                ["description"] = null,
            }),
        ]);

    public JsonObject Branch(GitHubRepository repository, string branch, string sha) =>
        new()
        {
            ["name"] = branch,
            ["commit"] = new JsonObject { ["sha"] = sha, ["url"] = Api($"/repos/{repository.FullName}/commits/{sha}") },
            ["protected"] = false,
        };

    public JsonObject Ref(GitHubRepository repository, string branch, string sha) =>
        new()
        {
            ["ref"] = $"refs/heads/{branch}",
            ["node_id"] = $"REF_{StableNumber(branch)}",
            ["url"] = Api($"/repos/{repository.FullName}/git/refs/heads/{branch}"),
            ["object"] = new JsonObject
            {
                ["type"] = "commit",
                ["sha"] = sha,
                ["url"] = Api($"/repos/{repository.FullName}/git/commits/{sha}"),
            },
        };

    public JsonObject User(string login, string type)
    {
        var url = Api($"/users/{Uri.EscapeDataString(login)}");
        return new JsonObject
        {
            ["login"] = login,
            ["id"] = StableNumber(login),
            ["node_id"] = $"U_{StableNumber(login)}",
            ["avatar_url"] = $"https://avatars.githubusercontent.com/u/{StableNumber(login)}",
            ["gravatar_id"] = "",
            ["url"] = url,
            ["html_url"] = $"https://github.com/{Uri.EscapeDataString(login)}",
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
            ["site_admin"] = false,
        };
    }

    /// <summary>A number for a name, the same in every run.</summary>
    public static long StableNumber(string name) =>
        name.Aggregate(2166136261L, (hash, letter) => ((hash ^ letter) * 16777619) & 0x7fffffff);

    private static void AddDetails(JsonObject document)
    {
        document["additions"] = 10;
        document["deletions"] = 2;
        document["changed_files"] = 3;
        document["commits"] = 1;
        document["comments"] = 0;
        document["review_comments"] = 0;
        document["merged"] = false;
        document["mergeable"] = true;
        document["rebaseable"] = true;
        document["mergeable_state"] = "clean";
        document["merged_by"] = null;
        document["maintainer_can_modify"] = false;
    }

    private JsonObject Reference(GitHubRepository repository, string branch, string sha) =>
        new()
        {
            ["label"] = $"{repository.Owner}:{branch}",
            ["ref"] = branch,
            ["sha"] = sha,
            ["user"] = User(repository.Owner, "Organization"),
            ["repo"] = Repository(repository),
        };

    /// <summary>A repository as pull requests show it, cut down to what tells repositories apart.</summary>
    private JsonObject Repository(GitHubRepository repository) =>
        new()
        {
            ["id"] = repository.Id,
            ["node_id"] = $"R_{repository.Id}",
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = true,
            ["owner"] = User(repository.Owner, "Organization"),
            ["html_url"] = $"https://github.com/{repository.FullName}",
            ["url"] = Api($"/repos/{repository.FullName}"),
            ["fork"] = false,
            ["default_branch"] = "main",
        };

    private static JsonObject Link(string href) => new() { ["href"] = href };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
