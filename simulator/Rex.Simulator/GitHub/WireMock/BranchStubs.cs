using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// The stubs of the pull requests of one branch: a scenario whose states say which labels they have. What takes a label off or puts one
/// on leads from one state to another.
/// </summary>
internal sealed partial class BranchStubs
{
    /// <summary>The most pull requests in the lists of all states: every combination of three with and without the label.</summary>
    private const int MostListed = 24;

    private readonly Uri api;
    private readonly GitHubRepository repository;
    private readonly IReadOnlyList<GitHubPullRequest> pullRequests;
    private readonly int largestPage;
    private readonly GitHubDocuments documents;
    private readonly string branch;

    /// <param name="api">The address that answers name as GitHub's own.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="pullRequests">All pull requests of the branch, the closed ones too.</param>
    /// <param name="largestPage">The most items of a page.</param>
    public BranchStubs(Uri api, GitHubRepository repository, IReadOnlyList<GitHubPullRequest> pullRequests, int largestPage)
    {
        this.api = api;
        this.repository = repository;
        this.pullRequests = pullRequests;
        this.largestPage = largestPage;
        documents = new GitHubDocuments(api);
        branch = pullRequests[0].Branch;
        State = BranchState.Of(pullRequests);
        // A part of an address, which WireMock does not decode; told apart by the digest alone.
        var whole = $"{repository.FullName}:{branch}";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 4));
        Scenario = $"{NotInNames().Replace(whole, "-")}-{digest}";
    }

    /// <summary>The name of the scenario.</summary>
    public string Scenario { get; }

    /// <summary>The repository's full name.</summary>
    public string Repository => repository.FullName;

    /// <summary>The state that it was in when this was made.</summary>
    public BranchState State { get; }

    public IEnumerable<Stub> All() =>
        State
            .WithNext(Math.Max(1, MostListed / pullRequests.Count))
            .SelectMany(state => Pulls(state).Concat(pullRequests.SelectMany(one => Labels(state, one).Concat(Removals(state, one)))))
            .Concat(pullRequests.Select(NoSuchLabel));

    /// <summary>The state that it should be in by now.</summary>
    public BranchState StateIn(GitHubWorld world) => world.Read(_ => BranchState.Of(pullRequests));

    private IEnumerable<Stub> Pulls(BranchState state)
    {
        var open = pullRequests
            .Where(one => one.IsOpen)
            .OrderByDescending(one => one.Number)
            .Select(one => documents.PullRequest(repository, one with { Labels = [.. state.LabelsOf(one.Number)] }));
        var query = new Dictionary<string, string> { ["state"] = "open", ["head"] = $"{repository.Owner}:{branch}" };
        return Pages("pulls", query, new JsonArray([.. open]), state);
    }

    private IEnumerable<Stub> Labels(BranchState state, GitHubPullRequest one)
    {
        var labels = state.LabelsOf(one.Number);
        foreach (var page in Pages(LabelsOf(one), new Dictionary<string, string>(), documents.Labels(repository, labels), state))
        {
            yield return page;
        }

        // Put on again, it is there once, and nothing changes.
        var after = state.With(one.Number, BranchState.QaLabel);
        var put = new StubRequest("POST", PathOf(LabelsOf(one)))
        {
            Body = new JsonObject { ["labels"] = new JsonArray(BranchState.QaLabel) },
        };
        yield return Write($"POST {LabelsOf(one)} {BranchState.QaLabel}", put, one, state, after);
    }

    private IEnumerable<Stub> Removals(BranchState state, GitHubPullRequest one) =>
        state
            .LabelsOf(one.Number)
            .Select(label =>
            {
                var path = $"{LabelsOf(one)}/{Uri.EscapeDataString(label)}";
                var after = state.Without(one.Number, label);
                return Write($"DELETE {path}", new StubRequest("DELETE", PathOf(path)), one, state, after);
            });

    private Stub NoSuchLabel(GitHubPullRequest one) =>
        new()
        {
            Name = $"{repository.FullName} DELETE {LabelsOf(one)}/*",
            Priority = StubPriority.Missing,
            Request = new StubRequest("DELETE", PathOf(LabelsOf(one)) + "/[^/]+"),
            Answer = new StubAnswer(404, GitHubErrors.LabelDoesNotExist),
        };

    private IEnumerable<Stub> Pages(string path, IReadOnlyDictionary<string, string> query, JsonArray items, BranchState state) =>
        StubPages
            .Cut(new Uri(api, $"repos/{repository.FullName}/{path}"), query, items, largestPage)
            .Select(page =>
                InState(
                    $"GET {path} {page.Query["page"]}",
                    new StubRequest("GET", PathOf(path)) { Query = page.Query },
                    page.Answer,
                    state,
                    null
                )
            );

    private Stub Write(string what, StubRequest request, GitHubPullRequest one, BranchState before, BranchState after) =>
        InState(what, request, new StubAnswer(200, documents.Labels(repository, after.LabelsOf(one.Number))), before, after);

    private Stub InState(string what, StubRequest request, StubAnswer answer, BranchState when, BranchState? then) =>
        new()
        {
            Name = $"{Scenario} {what} when {when.Name}",
            Priority = StubPriority.Known,
            Request = request,
            Answer = answer,
            Scenario = Scenario,
            When = when,
            Then = then,
        };

    private string PathOf(string path) => StubRequest.Exactly($"/repos/{repository.FullName}/{path}");

    private static string LabelsOf(GitHubPullRequest one) => string.Create(CultureInfo.InvariantCulture, $"issues/{one.Number}/labels");

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();
}
