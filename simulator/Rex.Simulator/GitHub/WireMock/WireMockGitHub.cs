using System.Globalization;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// The GitHub of one world as stubs of a WireMock server. What others than its clients do to the world (pushes, pull requests that are
/// opened or closed) is in the stubs before the next request; what requests do to labels happens in WireMock's scenarios, and the world
/// follows. To that end requests are let through one at a time, which costs no simulated time.
/// </summary>
internal sealed class WireMockGitHub(WireMockServer server, GitHubWorld world, GitHubOptions options, Func<Task> giveBack) : IWorldGitHub
{
    private const string MatchedStub = "Matched-Stub-Id";

    private readonly SemaphoreSlim gate = new(1);
    private readonly PublishedStubs stubs = new(server.Admin);
    private readonly Dictionary<string, GitHubTrouble> troubles = new(StringComparer.Ordinal);
    private (Uri? Api, long Version) published = (null, -1);
    private readonly List<string> failures = [];
    private Dictionary<string, BranchStubs> branches = [];

    public Uri BaseAddress => server.BaseAddress;

    public HttpMessageHandler CreateHandler() => new WireMockHandler(this);

    /// <summary>Lets a request through, and has the world follow.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    )
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var caller = request.Headers.Authorization?.Parameter ?? "";
            // Half of the stubs would be of no use to the next caller.
            await PublishAsync(AddressOf(request), caller, CancellationToken.None);
            if (request.Options.TryGetValue(ProxyExchange.Entry, out var entry))
            {
                request.Headers.Add(JournalEntry.SequenceHeader, entry.Sequence.ToString(CultureInfo.InvariantCulture));
            }

            var response = await send(request, cancellationToken);
            Follow(response, caller);
            // Clients count from GitHub's clock, not from that of the machine.
            response.Headers.Date = world.Clock.GetUtcNow();
            return response;
        }
        catch (WireMockException error)
        {
            failures.Add(error.Message);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<GitHubRecord> RecordAsync(IReadOnlyList<LedgerEntry> seen, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var record = JournalRecord.Of(seen, await server.Admin.JournalAsync(cancellationToken));
            var actual = await server.Admin.StatesAsync(cancellationToken);
            return record with { Problems = [.. failures, .. record.Problems, .. Differences(actual)] };
        }
        catch (Exception error) when (error is HttpRequestException or WireMockException)
        {
            // The oracle has the proxy's word for it then, and the scenario fails.
            return new GitHubRecord(seen, [.. failures, server.WhyLost(error)]);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        await giveBack();
        gate.Dispose();
    }

    private static Uri AddressOf(HttpRequestMessage request) => new($"http://{request.Headers.Host ?? request.RequestUri!.Authority}");

    private async Task PublishAsync(Uri api, string caller, CancellationToken cancellationToken)
    {
        var trouble = caller.Length > 0 && !options.Tokens(caller) ? GitHubTrouble.BadToken : options.Trouble(caller);
        var isNew = troubles.GetValueOrDefault(caller) != trouble;
        if (!isNew && published == (api, world.Version))
        {
            return;
        }

        troubles[caller] = trouble;
        published = (null, -1);
        var (version, wanted) = world.Read(repositories =>
        {
            branches = repositories.SelectMany(repository => Branches(api, repository)).ToDictionary(branch => branch.Scenario);
            List<Stub> all =
            [
                .. branches.Values.SelectMany(branch => branch.All()),
                .. repositories.SelectMany(RepositoryStubs.Missing),
                .. RepositoryStubs.Missing(repositories),
                .. troubles.Select(pair => TroubleStub.For(pair.Key, pair.Value)).OfType<Stub>(),
            ];
            return (world.Version, all);
        });
        await stubs.ReplaceAsync(wanted, branches.ToDictionary(pair => pair.Key, pair => pair.Value.State), cancellationToken);
        published = (api, version);
    }

    private IEnumerable<BranchStubs> Branches(Uri api, GitHubRepository repository) =>
        repository
            .PullRequests.GroupBy(one => one.Branch, StringComparer.Ordinal)
            .Select(group => new BranchStubs(api, repository, [.. group], options.LargestPage));

    /// <summary>Does to the world what the stub that answered has done to its scenario, and leaves nothing of WireMock in the answer.</summary>
    private void Follow(HttpResponseMessage response, string caller)
    {
        var stub = response.Headers.TryGetValues(MatchedStub, out var ids) ? stubs.Find(Guid.Parse(ids.Single())) : null;
        response.Headers.Remove(MatchedStub);
        response.Headers.Remove("Matched-Stub-Name");
        if (stub is not { Scenario: { } scenario, When: { } before, Then: { } after })
        {
            return;
        }

        var repository = branches[scenario].Repository;
        foreach (var number in before.Numbers)
        {
            foreach (var label in before.LabelsOf(number).Except(after.LabelsOf(number)))
            {
                world.RemoveLabel(repository, number, label);
            }

            world.AddLabels(repository, number, [.. after.LabelsOf(number).Except(before.LabelsOf(number))], caller);
        }
    }

    /// <summary>Scenarios that are in another state than the world is in.</summary>
    private IEnumerable<string> Differences(IReadOnlyDictionary<string, string> actual) =>
        branches
            .Values.Select(branch => (branch.Scenario, State: branch.StateIn(world).Name))
            .Where(one => actual.GetValueOrDefault(one.Scenario) != one.State)
            .Select(one =>
                $"WireMock's scenario {one.Scenario} is in the state {actual.GetValueOrDefault(one.Scenario)} and not {one.State}"
            );
}
