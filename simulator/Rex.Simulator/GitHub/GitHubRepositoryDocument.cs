using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>A repository as GitHub shows it, in the API's answers and in deliveries: mostly addresses that nobody reads, but that make bodies as long as they are.</summary>
internal static class GitHubRepositoryDocument
{
    // Suffixes of the repository's API address, by field.
    private static readonly (string Field, string Path)[] Addresses =
    [
        ("forks_url", "/forks"),
        ("keys_url", "/keys{/key_id}"),
        ("collaborators_url", "/collaborators{/collaborator}"),
        ("teams_url", "/teams"),
        ("hooks_url", "/hooks"),
        ("issue_events_url", "/issues/events{/number}"),
        ("events_url", "/events"),
        ("assignees_url", "/assignees{/user}"),
        ("branches_url", "/branches{/branch}"),
        ("tags_url", "/tags"),
        ("blobs_url", "/git/blobs{/sha}"),
        ("git_tags_url", "/git/tags{/sha}"),
        ("git_refs_url", "/git/refs{/sha}"),
        ("trees_url", "/git/trees{/sha}"),
        ("statuses_url", "/statuses/{sha}"),
        ("languages_url", "/languages"),
        ("stargazers_url", "/stargazers"),
        ("contributors_url", "/contributors"),
        ("subscribers_url", "/subscribers"),
        ("subscription_url", "/subscription"),
        ("commits_url", "/commits{/sha}"),
        ("git_commits_url", "/git/commits{/sha}"),
        ("comments_url", "/comments{/number}"),
        ("issue_comment_url", "/issues/comments{/number}"),
        ("contents_url", "/contents/{+path}"),
        ("compare_url", "/compare/{base}...{head}"),
        ("merges_url", "/merges"),
        ("archive_url", "/{archive_format}{/ref}"),
        ("downloads_url", "/downloads"),
        ("issues_url", "/issues{/number}"),
        ("pulls_url", "/pulls{/number}"),
        ("milestones_url", "/milestones{/number}"),
        ("notifications_url", "/notifications{?since,all,participating}"),
        ("labels_url", "/labels{/name}"),
        ("releases_url", "/releases{/id}"),
        ("deployments_url", "/deployments"),
    ];

    /// <param name="api">The address of the API, without a slash at its end.</param>
    /// <param name="repository">The repository.</param>
    public static JsonObject Render(string api, GitHubRepository repository)
    {
        var html = $"https://github.com/{repository.FullName}";
        var url = $"{api}/repos/{repository.FullName}";
        var document = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = $"R_kgDO{repository.Id:x}",
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = true,
            ["owner"] = GitHubAccount.Render(api, repository.Owner, "Organization"),
            ["html_url"] = html,
            ["description"] = repository.Description,
            ["fork"] = false,
            ["url"] = url,
        };
        foreach (var (field, path) in Addresses)
        {
            document[field] = url + path;
        }

        document["created_at"] = Time(repository.CreatedAt);
        document["updated_at"] = Time(repository.PushedAt ?? repository.CreatedAt);
        document["pushed_at"] = repository.PushedAt is { } pushed ? Time(pushed) : null;
        document["git_url"] = $"git://github.com/{repository.FullName}.git";
        document["ssh_url"] = $"git@github.com:{repository.FullName}.git";
        document["clone_url"] = $"{html}.git";
        document["svn_url"] = html;
        AddRest(document);
        return document;
    }

    /// <summary>A time as GitHub writes it, in whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void AddRest(JsonObject document)
    {
        document["homepage"] = null;
        document["size"] = 2048;
        document["stargazers_count"] = 0;
        document["watchers_count"] = 0;
        document["language"] = "Rust";
        document["has_issues"] = true;
        document["has_projects"] = true;
        document["has_downloads"] = true;
        document["has_wiki"] = false;
        document["has_pages"] = false;
        document["has_discussions"] = false;
        document["forks_count"] = 0;
        document["mirror_url"] = null;
        document["archived"] = false;
        document["disabled"] = false;
        document["open_issues_count"] = 3;
        document["license"] = null;
        document["allow_forking"] = true;
        document["is_template"] = false;
        document["web_commit_signoff_required"] = false;
        document["topics"] = new JsonArray();
        document["visibility"] = "private";
        document["forks"] = 0;
        document["open_issues"] = 3;
        document["watchers"] = 0;
        document["default_branch"] = "main";
    }
}
