using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

/// <summary>Good answers, damaged at random: each ends in a list that can be GitHub's or in the port's own failure, and nothing is written.</summary>
public sealed class GitHubMutationTests
{
    private const string Secret = "ghs_s3cret";

    private const string Pulls = """
        [{"number":7,"state":"open","html_url":"https://github.com/5dlabs/cto/pull/7","created_at":"2026-03-01T11:00:00Z",
          "labels":[{"name":"ready-for-qa","color":"fff"},{"name":"b","description":null}],
          "head":{"ref":"task-3","sha":"0123456789abcdef0123456789abcdef01234567","repo":{"id":1,"full_name":"5dlabs/cto"}},
          "base":{"ref":"main","sha":"1123456789abcdef0123456789abcdef01234567","repo":{"id":1,"full_name":"5dlabs/cto"}}}]
        """;

    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");
    private static readonly BranchName Branch = BranchName.Parse("task-3");

    private static readonly string[] Pieces =
    [
        "null",
        "{}",
        "[]",
        "-1",
        "1e999",
        "99999999999999999999999",
        "true",
        "\"\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "\\",
        "<html>",
        "\ufeff",
        "\0",
        ":",
        "0",
        $"\"{Secret}\"",
        $"{{\"message\":\"{Secret}\"}}",
        "\"message\":",
        "ready-for-qa",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Link", "<https://elsewhere.example/>; rel=\"next\""),
        ("Link", "<<>>;;rel=next,,"),
        ("Location", "https://elsewhere.example/"),
        ("Location", "http://["),
        ("Location", "//"),
        ("Location", "/repositories/1/pulls"),
        ("Retry-After", "-1"),
        ("Retry-After", "999999999"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "99999999999999"),
        ("x-ratelimit-reset", "x"),
        ("Date", "yesterday"),
    ];

    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 204, 301, 307, 401, 403, 404, 422, 429, 500, 502, 799];

    private static readonly string[] Values =
    [
        "null",
        "{}",
        "[]",
        "-1",
        "0",
        "1.5",
        "99999999999999999999999",
        "true",
        "\"\"",
        "[null]",
        "[[]]",
        "[{}]",
        "\"x\"",
        $"\"{Secret}\"",
        "\"javascript:alert(1)\"",
        "\"0000-00-00\"",
        "[{\"name\":null}]",
        "[{\"name\":\"\"}]",
        "{\"name\":\"x\"}",
    ];

    private static readonly Gen<string> Bodies =
        from replaced in Gen.Select(Gen.Int[0, 1000], Of(Values)).Array[0, 2]
        from damages in Gen.Select(Gen.Int[0, 2], Gen.Int[0, Pulls.Length], Gen.Int[0, 60], Of(Pieces)).Array[0, 2]
        select damages.Aggregate(replaced.Aggregate(Pulls, Replace), Damage);

    private static readonly Gen<Answer> Answers =
        from body in Bodies
        from status in Of(Statuses)
        from type in Of<string?>("application/json", "application/json", "application/json", "text/html", null)
        from headers in Of(Headers).Array[0, 3]
        select new Answer(status, type, body, headers);

    [Fact]
    public async Task ListOpenAsync_DamagedAnswers_EndInSoundPullsOrInAFailureOfThePort()
    {
        var seen = new HashSet<ReasonCode>();
        await Answers
            .Array[1, 4]
            .SampleAsync(
                async answers =>
                {
                    using var gitHub = new ScriptedGitHub(new MintedTokens(Secret, Secret, Secret, Secret, Secret));
                    foreach (var answer in answers)
                    {
                        gitHub.Server.Answer((HttpStatusCode)answer.Status, answer.Type, answer.Body, answer.Headers);
                    }

                    gitHub.Server.AnswersAfterwards = HttpStatusCode.NotFound;
                    try
                    {
                        foreach (
                            var pull in await gitHub.PullRequests.ListOpenAsync(Repository, Branch, TestContext.Current.CancellationToken)
                        )
                        {
                            pull.Number.ShouldBePositive();
                            pull.HeadSha.Length.ShouldBe(40);
                            pull.Url.ShouldStartWith("http");
                            pull.Labels.ShouldAllBe(label => label.Length > 0);
                        }
                    }
                    catch (PlatformException failure)
                    {
                        lock (seen)
                        {
                            seen.Add(failure.Reason);
                        }

                        failure.ToString().ShouldNotContain(Secret);
                        failure.Message.Length.ShouldBeLessThan(600);
                    }

                    gitHub.Server.Requests.ShouldAllBe(request =>
                        request.Method == HttpMethod.Get && request.RequestUri!.Host == "api.github.com"
                    );
                },
                iter: 1000,
                threads: 1
            );

        // The damage is none if it always ends alike.
        seen.ShouldBeSubsetOf(Enum.GetValues<ReasonCode>());
        foreach (
            var reason in new[] { ReasonCode.ServerError, ReasonCode.RateLimited, ReasonCode.AccessLost, ReasonCode.PermissionMissing }
        )
        {
            seen.ShouldContain(reason);
        }
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Damage(string body, (int Kind, int At, int Length, string Piece) damage)
    {
        var at = Math.Min(damage.At, body.Length);
        var end = Math.Min(at + damage.Length, body.Length);
        return damage.Kind switch
        {
            0 => body[..at],
            1 => body[..at] + body[end..],
            _ => body[..at] + damage.Piece + body[end..],
        };
    }

    /// <summary>Puts something else in the place of one value: it stays JSON, of another shape.</summary>
    private static string Replace(string body, (int At, string Value) replaced)
    {
        var root = JsonNode.Parse(body);
        var nodes = Below(root).ToList();
        if (nodes.Count == 0)
        {
            return replaced.Value;
        }

        nodes[replaced.At % nodes.Count].ReplaceWith(JsonNode.Parse(replaced.Value));
        return root!.ToJsonString();
    }

    private static IEnumerable<JsonNode> Below(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }

    private sealed record Answer(int Status, string? Type, string Body, (string Name, string Value)[] Headers);
}
