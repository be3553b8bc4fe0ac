using System.Text.Json.Nodes;
using Bogus;
using Rex.Simulator.GitHub;

namespace Rex.Simulator.Deliveries;

/// <summary>The repository in the body of a push: as the API shows it, but for a few fields.</summary>
internal static class RepositoryBody
{
    public static JsonObject Render(PushFacts facts, Faker faker)
    {
        var repository = new GitHubRepository
        {
            Id = facts.RepositoryId,
            Owner = facts.Owner,
            Name = facts.Repository,
            Description = faker.Commerce.ProductName(),
            CreatedAt = facts.PushedAt.AddDays(-400),
            PushedAt = facts.PushedAt,
        };
        var body = GitHubRepositoryDocument.Render(PushBody.Api, repository);
        // In push events these are the page and seconds, not the API's address and texts.
        body["url"] = $"https://github.com/{repository.FullName}";
        body["created_at"] = repository.CreatedAt.ToUnixTimeSeconds();
        body["pushed_at"] = facts.PushedAt.ToUnixTimeSeconds();
        body["updated_at"] = GitHubRepositoryDocument.Time(facts.PushedAt.AddDays(-1));
        body["owner"]!["name"] = facts.Owner;
        body["owner"]!["email"] = null;
        body["stargazers"] = 0;
        body["master_branch"] = "main";
        body["organization"] = facts.Owner;
        body["custom_properties"] = new JsonObject();
        return body;
    }
}
