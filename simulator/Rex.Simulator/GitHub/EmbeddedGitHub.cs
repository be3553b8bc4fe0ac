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

namespace Rex.Simulator.GitHub;

/// <summary>
/// The REST operations of GitHub that Rex and the agents use, over a <see cref="GitHubWorld"/>. Tokens in <see cref="Tokens"/> are good,
/// all others are bad credentials.
/// </summary>
internal sealed class EmbeddedGitHub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GitHubWorld world;

    private EmbeddedGitHub(GitHubWorld world, Func<string, bool> tokens)
    {
        this.world = world;
        Tokens = tokens;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        app = builder.Build();
        app.Use(CheckTokenAsync);
        Map(app);
        app.MapFallback(() => Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound));
    }

    public Uri BaseAddress => new(app.Urls.First());

    private Func<string, bool> Tokens { get; }

    public static async Task<EmbeddedGitHub> StartAsync(GitHubWorld world, Func<string, bool> tokens, CancellationToken cancellationToken)
    {
        var gitHub = new EmbeddedGitHub(world, tokens);
        await gitHub.app.StartAsync(cancellationToken);
        return gitHub;
    }

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
                    (repository, found) => Paging.Cut(context, Documents(context).Labels(repository, found.Labels))
                )
        );
        routes.MapPost("/repos/{owner}/{repo}/issues/{number:long}/labels", AddLabelsAsync);
        routes.MapDelete("/repos/{owner}/{repo}/issues/{number:long}/labels/{name}", RemoveLabel);
        routes.MapGet(
            "/repos/{owner}/{repo}/branches/{**branch}",
            (HttpContext context, string owner, string repo, string branch) =>
                WithBranch(owner, repo, branch, (repository, sha) => Documents(context).Branch(repository, branch, sha))
        );
        routes.MapGet(
            "/repos/{owner}/{repo}/git/ref/heads/{**branch}",
            (HttpContext context, string owner, string repo, string branch) =>
                WithBranch(owner, repo, branch, (repository, sha) => Documents(context).Ref(repository, branch, sha))
        );
    }

    private async Task CheckTokenAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (header.Length == 0 || !Tokens(token))
        {
            var error = header.Length == 0 ? GitHubErrors.RequiresAuthentication : GitHubErrors.BadCredentials;
            await Json(error, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        context.Items["identity"] = token;
        await next(context);
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
        return found is null ? Json(GitHubErrors.NotFound, StatusCodes.Status404NotFound) : Json(Paging.Cut(context, found));
    }

    private async Task<IResult> AddLabelsAsync(HttpContext context, string owner, string repo, long number)
    {
        if (await ReadLabelsAsync(context.Request) is not { Count: > 0 } names)
        {
            return Json(GitHubErrors.Invalid("labels"), StatusCodes.Status422UnprocessableEntity);
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

    private IResult WithBranch(string owner, string repo, string branch, Func<GitHubRepository, string, JsonNode> render) =>
        world.Read(
            $"{owner}/{repo}",
            repository =>
                repository is not null && repository.Branches.TryGetValue(branch, out var sha)
                    ? Json(render(repository, sha))
                    : Json(repository is null ? GitHubErrors.NotFound : GitHubErrors.BranchNotFound, StatusCodes.Status404NotFound)
        );

    private static GitHubDocuments Documents(HttpContext context) => new(new Uri($"http://{context.Request.Host}"));

    private static IResult Json(JsonNode node, int status = StatusCodes.Status200OK) =>
        Results.Text(node.ToJsonString(), "application/json; charset=utf-8", statusCode: status);
}
