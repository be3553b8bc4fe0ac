using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>Renders the state as GitHub's REST API shows it, with every field that its description requires.</summary>
internal sealed class GitHubDocuments(Uri baseAddress)
{
    private readonly string root = baseAddress.ToString().TrimEnd('/');

    private string Api(string path) => root + path;

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
            ["user"] = GitHubAccount.Render(root, "5DLabs-Rex[bot]", "Bot"),
            ["body"] = null,
            ["labels"] = Labels(repository, pullRequest.Labels),
            ["milestone"] = null,
            ["created_at"] = GitHubRepositoryDocument.Time(pullRequest.CreatedAt),
            ["updated_at"] = GitHubRepositoryDocument.Time(pullRequest.UpdatedAt ?? pullRequest.CreatedAt),
            ["closed_at"] = pullRequest.ClosedAt is { } closed ? GitHubRepositoryDocument.Time(closed) : null,
            ["merged_at"] = null,
            ["merge_commit_sha"] = null,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["head"] = Reference(repository, pullRequest.Branch, pullRequest.HeadSha),
            ["base"] = Reference(
                repository,
                pullRequest.Base,
                repository.Branches.GetValueOrDefault(pullRequest.Base, new string('0', 39) + "1")
            ),
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
                ["id"] = GitHubAccount.StableNumber(name),
                ["node_id"] = $"LA_{GitHubAccount.StableNumber(name)}",
                ["url"] = Api($"/repos/{repository.FullName}/labels/{Uri.EscapeDataString(name)}"),
                ["name"] = name,
                ["color"] = "ededed",
                ["default"] = false,
                ["description"] = "Set by the pipeline.",
            }),
        ]);

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
            ["user"] = GitHubAccount.Render(root, repository.Owner, "Organization"),
            ["repo"] = GitHubRepositoryDocument.Render(root, repository),
        };

    private static JsonObject Link(string href) => new() { ["href"] = href };
}
