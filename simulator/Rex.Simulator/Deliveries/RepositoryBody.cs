using System.Globalization;
using System.Text.Json.Nodes;
using Bogus;

namespace Rex.Simulator.Deliveries;

/// <summary>The repository in the body of a push: mostly addresses that nobody reads, but that make bodies as long as they are.</summary>
internal static class RepositoryBody
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

    public static JsonObject Render(PushFacts facts, Faker faker)
    {
        var fullName = $"{facts.Owner}/{facts.Repository}";
        var html = $"https://github.com/{fullName}";
        var api = $"https://api.github.com/repos/{fullName}";
        var owner = PushBody.User(facts.Owner, "Organization");
        owner["name"] = facts.Owner;
        owner["email"] = null;
        var body = new JsonObject
        {
            ["id"] = facts.RepositoryId,
            ["node_id"] = $"R_kgDO{facts.RepositoryId:x}",
            ["name"] = facts.Repository,
            ["full_name"] = fullName,
            ["private"] = true,
            ["owner"] = owner,
            ["html_url"] = html,
            ["description"] = faker.Commerce.ProductName(),
            ["fork"] = false,
            // In push events this is the page, not the API's address.
            ["url"] = html,
        };
        foreach (var (field, path) in Addresses)
        {
            body[field] = api + path;
        }

        AddRest(body, facts, fullName);
        return body;
    }

    private static void AddRest(JsonObject body, PushFacts facts, string fullName)
    {
        body["created_at"] = facts.PushedAt.AddDays(-400).ToUnixTimeSeconds();
        body["updated_at"] = facts.PushedAt.AddDays(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        body["pushed_at"] = facts.PushedAt.ToUnixTimeSeconds();
        body["git_url"] = $"git://github.com/{fullName}.git";
        body["ssh_url"] = $"git@github.com:{fullName}.git";
        body["clone_url"] = $"https://github.com/{fullName}.git";
        body["svn_url"] = $"https://github.com/{fullName}";
        body["homepage"] = null;
        body["size"] = 2048;
        body["stargazers_count"] = 0;
        body["watchers_count"] = 0;
        body["language"] = "Rust";
        body["has_issues"] = true;
        body["has_projects"] = true;
        body["has_downloads"] = true;
        body["has_wiki"] = false;
        body["has_pages"] = false;
        body["has_discussions"] = false;
        body["forks_count"] = 0;
        body["mirror_url"] = null;
        body["archived"] = false;
        body["disabled"] = false;
        body["open_issues_count"] = 3;
        body["license"] = null;
        body["allow_forking"] = true;
        body["is_template"] = false;
        body["web_commit_signoff_required"] = false;
        body["topics"] = new JsonArray();
        body["visibility"] = "private";
        body["forks"] = 0;
        body["open_issues"] = 3;
        body["watchers"] = 0;
        body["default_branch"] = "main";
        body["stargazers"] = 0;
        body["master_branch"] = "main";
        body["organization"] = facts.Owner;
        body["custom_properties"] = new JsonObject();
    }
}
