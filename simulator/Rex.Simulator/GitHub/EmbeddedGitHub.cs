using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rex.Simulator.GitHub.Hooks;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.GitHub;

/// <summary>
/// The REST operations of GitHub that Rex and the agents use, over a <see cref="GitHubWorld"/>, with its limits and its bad days.
/// </summary>
internal sealed class EmbeddedGitHub : IWorldGitHub
{
    private readonly WebApplication app;
    private readonly GitHubWorld world;
    private readonly GitHubOptions options;
    private readonly RateLimits limits;

    private EmbeddedGitHub(GitHubWorld world, GitHubOptions options)
    {
        this.world = world;
        this.options = options;
        limits = options.Limits ?? new RateLimits(new GitHubLimitOptions(), world.Clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        app = builder.Build();
        app.Use(TellTimeAsync);
        app.Use(CheckTokenAsync);
        app.Use(CheckLimitsAsync);
        // Behind the checks: they see every request, also those that go nowhere.
        app.UseRouting();
        Map(app);
        app.MapFallback(() => Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound));
    }

    public Uri BaseAddress => new(app.Urls.First());

    public static async Task<EmbeddedGitHub> StartAsync(GitHubWorld world, GitHubOptions options, CancellationToken cancellationToken)
    {
        var gitHub = new EmbeddedGitHub(world, options);
        await gitHub.app.StartAsync(cancellationToken);
        return gitHub;
    }

    public HttpMessageHandler CreateHandler() => LoopbackProxy.NewHandler();

    /// <summary>The proxy sees all that is asked and answered; there is no other account of it.</summary>
    public Task<GitHubRecord> RecordAsync(IReadOnlyList<LedgerEntry> seen, CancellationToken cancellationToken) =>
        Task.FromResult(new GitHubRecord(seen, []));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/repos/{owner}/{repo}/pulls", ListPullRequests);
        routes.MapGet(
            "/repos/{owner}/{repo}/pulls/{number:long}",
            (HttpContext context, string owner, string repo, long number) =>
                WithPullRequest(owner, repo, number, (repository, found) => Documents(context).PullRequest(repository, found, full: true))
        );
        routes.MapGet(
            "/repos/{owner}/{repo}/issues/{number:long}/labels",
            (HttpContext context, string owner, string repo, long number) =>
                WithPullRequest(
                    owner,
                    repo,
                    number,
                    (repository, found) => Paging.Cut(context, options.LargestPage, Documents(context).Labels(repository, found.Labels))
                )
        );
        routes.MapPost("/repos/{owner}/{repo}/issues/{number:long}/labels", AddLabelsAsync);
        routes.MapDelete("/repos/{owner}/{repo}/issues/{number:long}/labels/{name}", RemoveLabel);
        routes.MapGet("/repos/{owner}/{repo}/hooks/{hook:long}/deliveries", ListDeliveries);
        routes.MapPost("/repos/{owner}/{repo}/hooks/{hook:long}/deliveries/{id:long}/attempts", Redeliver);
    }

    private Task TellTimeAsync(HttpContext context, RequestDelegate next)
    {
        // Clients count from GitHub's clock, not from that of the machine.
        context.Response.Headers.Date = world.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        return next(context);
    }

    private async Task CheckTokenAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var trouble = options.Trouble(token);
        if (trouble == GitHubTrouble.Outage)
        {
            await Results
                .Text(GitHubErrors.OutagePage, "text/html", statusCode: StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(context);
            return;
        }

        if (trouble == GitHubTrouble.Reset)
        {
            context.Abort();
            return;
        }

        if (header.Length == 0 || trouble == GitHubTrouble.BadToken || !options.Tokens(token))
        {
            var error = header.Length == 0 ? GitHubErrors.RequiresAuthentication : GitHubErrors.BadCredentials;
            await Json(error, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        context.Items["identity"] = token;
        await next(context);
    }

    private async Task CheckLimitsAsync(HttpContext context, RequestDelegate next)
    {
        var token = (string)context.Items["identity"]!;
        if (limits.Enter(token, context) is { } refusal)
        {
            var error = refusal.IsSecondary ? GitHubErrors.SecondaryLimit(refusal.Status) : GitHubErrors.PrimaryLimit;
            await Json(error, refusal.Status).ExecuteAsync(context);
            return;
        }

        try
        {
            await (
                options.Trouble(token) == GitHubTrouble.LostAccess
                    ? Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound).ExecuteAsync(context)
                    : next(context)
            );
        }
        finally
        {
            limits.Leave(token);
        }
    }

    private IResult ListPullRequests(HttpContext context, string owner, string repo)
    {
        var query = context.Request.Query;
        var state = query["state"].FirstOrDefault() ?? "open";
        var head = query["head"].FirstOrDefault();
        var documents = Documents(context);
        var found = world.Read(
            $"{owner}/{repo}",
            repository =>
                repository is null
                    ? null
                    : new JsonArray([
                        .. repository
                            .PullRequests.Where(candidate => state == "all" || candidate.IsOpen == (state == "open"))
                            .Where(candidate => head is null || head == $"{repository.Owner}:{candidate.Branch}")
                            .OrderByDescending(candidate => candidate.Number)
                            .Select(candidate => documents.PullRequest(repository, candidate)),
                    ])
        );
        return found is null
            ? Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound)
            : Json(Paging.Cut(context, options.LargestPage, found));
    }

    private async Task<IResult> AddLabelsAsync(HttpContext context, string owner, string repo, long number)
    {
        if (await ReadLabelsAsync(context.Request) is not { Count: > 0 } names)
        {
            return Json(GitHubErrors.NoLabels, StatusCodes.Status422UnprocessableEntity);
        }

        if (world.WouldHaveTooMany($"{owner}/{repo}", number, names))
        {
            return Json(GitHubErrors.TooManyLabels, StatusCodes.Status422UnprocessableEntity);
        }

        var all = world.AddLabels($"{owner}/{repo}", number, names, (string)context.Items["identity"]!);
        return AllLabels(context, owner, repo, all);
    }

    private IResult RemoveLabel(HttpContext context, string owner, string repo, long number, string name)
    {
        var (left, wasThere) = world.RemoveLabel($"{owner}/{repo}", number, Uri.UnescapeDataString(name));
        return left is not null && !wasThere
            ? Json(GitHubErrors.LabelDoesNotExist, StatusCodes.Status404NotFound)
            : AllLabels(context, owner, repo, left);
    }

    private IResult ListDeliveries(HttpContext context, string owner, string repo, long hook)
    {
        var id = world.Read($"{owner}/{repo}", repository => repository?.Id);
        if (id is null || hook != GitHubHooks.HookId)
        {
            return Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound);
        }

        var all = world.Hooks.Attempts.Where(attempt => attempt.Repository.Equals($"{owner}/{repo}", StringComparison.OrdinalIgnoreCase));
        return Json(CursorPaging.Cut(context, options.LargestPage, [.. all], attempt => attempt.Id, attempt => attempt.Render(id.Value)));
    }

    private IResult Redeliver(string owner, string repo, long hook, long id) =>
        world.Read($"{owner}/{repo}", repository => repository is not null) && hook == GitHubHooks.HookId && world.Hooks.Redeliver(id)
            ? Json(new JsonObject(), StatusCodes.Status202Accepted)
            : Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound);

    private IResult AllLabels(HttpContext context, string owner, string repo, IReadOnlyList<string>? labels) =>
        labels is null
            ? Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound)
            : world.Read($"{owner}/{repo}", repository => Json(Documents(context).Labels(repository!, labels)));

    /// <summary>The names in <c>{"labels":["a"]}</c>, <c>{"labels":[{"name":"a"}]}</c>, <c>["a"]</c>; empty where the body is none of these.</summary>
    private static async Task<IReadOnlyList<string>> ReadLabelsAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var list = body as JsonArray ?? body?["labels"] as JsonArray ?? [];
            var names = list.Select(item => (item is JsonObject named ? named["name"] : item) as JsonValue).ToList();
            return names.Contains(null) ? [] : [.. names.Select(name => name!.GetValue<string>())];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private IResult WithPullRequest(string owner, string repo, long number, Func<GitHubRepository, GitHubPullRequest, JsonNode> render) =>
        world.Read(
            $"{owner}/{repo}",
            repository =>
                repository?.PullRequests.FirstOrDefault(candidate => candidate.Number == number) is { } found
                    ? Json(render(repository, found))
                    : Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound)
        );

    private static GitHubDocuments Documents(HttpContext context) => new(new Uri($"http://{context.Request.Host}"));

    private static IResult Json(JsonNode node, int status = StatusCodes.Status200OK) =>
        Results.Text(node.ToJsonString(), "application/json; charset=utf-8", statusCode: status);
}
