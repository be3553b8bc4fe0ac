using Rex.Adapters.GitHub;
using Rex.Core.Pushes;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Tokens that are replaced by the next one when GitHub refuses them.</summary>
public sealed class MintedTokens(params string[] tokens) : IGitHubToken
{
    private int _current;

    public ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken) => new(tokens[_current]);

    public ValueTask<string> RenewAsync(RepositoryName repository, string refused, CancellationToken cancellationToken)
    {
        refused.ShouldBe(tokens[_current]);
        return new(tokens[++_current]);
    }
}
