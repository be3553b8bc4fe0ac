using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;

namespace Rex.Adapters.Tests.GitHub;

public sealed class LinkHeaderTests : IDisposable
{
    private readonly ScriptedGitHub _gitHub = new();

    public void Dispose() => _gitHub.Dispose();

    // The forms of RFC 8288; GitHub itself writes the first one.
    [Theory]
    [InlineData("""<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=5>; rel="last" """, 2)]
    [InlineData("""<https://api.github.com/x?page=1>; rel="prev", <https://api.github.com/x?page=2>; rel="next" """, 2)]
    [InlineData("""<x?a=1,2;3>;title="a, b; c";REL=NEXT""", 2)]
    [InlineData("""<x>; rel = "last next" """, 2)]
    [InlineData("""<https://api.github.com/x?page=1>; rel="first" """, 1)]
    [InlineData("""<https://api.github.com/x?rel="next">; rel="prev" """, 1)]
    [InlineData("""<x>; title="; rel=next" """, 1)]
    [InlineData("""<x>; rel="nextish" """, 1)]
    [InlineData("""<x>; rel="prev"; rel="next" """, 1)]
    [InlineData("""next""", 1)]
    [InlineData("""<x; rel="next" """, 1)]
    [InlineData("", 1)]
    public async Task ListLabelsAsync_AnyLinkHeader_AsksForTheNextPageOnlyIfThereIsOne(string link, int pages)
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]", ("Link", link)).Answer(HttpStatusCode.OK, "[]");

        await _gitHub.PullRequests.ListLabelsAsync(RepositoryName.Parse("5dlabs/cto"), 7, TestContext.Current.CancellationToken);

        _gitHub.Server.Requests.Count.ShouldBe(pages);
    }
}
