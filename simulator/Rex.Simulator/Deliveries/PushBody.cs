using System.Globalization;
using System.Text.Json.Nodes;
using Bogus;
using Rex.Simulator.GitHub;

namespace Rex.Simulator.Deliveries;

/// <summary>Writes the body of a push delivery with every field that GitHub sends, so that parsers and limits meet the real thing.</summary>
internal static class PushBody
{
    /// <summary>The address of GitHub's API, as deliveries name it.</summary>
    public const string Api = "https://api.github.com";

    public static JsonObject Render(PushFacts facts, int seed)
    {
        var faker = new Faker { Random = new Randomizer(seed) };
        var html = $"https://github.com/{facts.Owner}/{facts.Repository}";
        var deleted = facts.After == PushFacts.NoCommit;
        var commits = deleted
            ? []
            : Enumerable.Range(1, facts.Commits).Select(index => Commit(facts, faker, html, index == facts.Commits)).ToArray();
        return new JsonObject
        {
            ["ref"] = facts.Ref,
            ["before"] = facts.Before,
            ["after"] = facts.After,
            ["repository"] = RepositoryBody.Render(facts, faker),
            ["pusher"] = new JsonObject { ["name"] = facts.Sender, ["email"] = null },
            ["organization"] = Organization(facts),
            ["sender"] = GitHubAccount.Render(Api, facts.Sender, facts.SenderType),
            ["installation"] = new JsonObject
            {
                ["id"] = 48120233 + facts.Hook,
                ["node_id"] = "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uNDgxMjAyMzM=",
            },
            ["created"] = facts.Before == PushFacts.NoCommit,
            ["deleted"] = deleted,
            ["forced"] = facts.Forced,
            ["base_ref"] = null,
            ["compare"] = $"{html}/compare/{facts.Before[..12]}...{facts.After[..12]}",
            ["commits"] = new JsonArray([.. commits]),
            ["head_commit"] = commits.LastOrDefault()?.DeepClone(),
        };
    }

    private static JsonObject Organization(PushFacts facts)
    {
        var url = $"{Api}/orgs/{facts.Owner}";
        var id = GitHubAccount.StableNumber(facts.Owner);
        return new JsonObject
        {
            ["login"] = facts.Owner,
            ["id"] = id,
            ["node_id"] = $"O_kgDO{id:x}",
            ["url"] = url,
            ["repos_url"] = url + "/repos",
            ["events_url"] = url + "/events",
            ["hooks_url"] = url + "/hooks",
            ["issues_url"] = url + "/issues",
            ["members_url"] = url + "/members{/member}",
            ["public_members_url"] = url + "/public_members{/member}",
            ["avatar_url"] = $"https://avatars.githubusercontent.com/u/{id}?v=4",
            ["description"] = "",
        };
    }

    private static JsonObject Commit(PushFacts facts, Faker faker, string html, bool isHead)
    {
        var id = isHead ? facts.After : faker.Random.Hexadecimal(40, "").ToLowerInvariant();
        return new JsonObject
        {
            ["id"] = id,
            ["tree_id"] = faker.Random.Hexadecimal(40, "").ToLowerInvariant(),
            ["distinct"] = true,
            ["message"] = $"fix: {faker.Hacker.Phrase()}\n\nRefs {facts.Ref}",
            ["timestamp"] = facts.PushedAt.AddSeconds(-30).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["url"] = $"{html}/commit/{id}",
            ["author"] = Committer(facts),
            ["committer"] = Committer(facts),
            ["added"] = new JsonArray(),
            ["removed"] = new JsonArray(),
            ["modified"] = new JsonArray([.. faker.Make(3, () => (JsonNode)$"src/{faker.System.FileName("rs")}")]),
        };
    }

    private static JsonObject Committer(PushFacts facts) =>
        new()
        {
            ["name"] = facts.Sender,
            ["email"] = $"{Uri.EscapeDataString(facts.Sender)}@users.noreply.github.com",
            ["username"] = facts.Sender,
        };
}
