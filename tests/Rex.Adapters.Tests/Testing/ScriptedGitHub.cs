using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters.GitHub;
using Rex.Core.PullRequests;
using Rex.Core.Redeliveries;

namespace Rex.Adapters.Tests.Testing;

/// <summary>The port to GitHub on a scripted server.</summary>
public sealed class ScriptedGitHub : IDisposable
{
    private readonly ServiceProvider _services;

    public ScriptedGitHub(IGitHubToken? tokens = null, params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        if (tokens is not null)
        {
            services.AddSingleton(tokens);
        }

        services.AddRex(TestSettings.Build(settings));
        services.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).ConfigurePrimaryHttpMessageHandler(() => Server);
        _services = services.BuildServiceProvider();
        Tokens = _services.GetRequiredService<IGitHubToken>();
    }

    public ImpatientTime Time { get; } = new();

    public ScriptedHandler Server { get; } = new();

    public IGitHubToken Tokens { get; }

    public IPullRequests PullRequests => _services.GetRequiredService<IPullRequests>();

    public IHookDeliveries Deliveries => _services.GetRequiredService<IHookDeliveries>();

    public void Dispose() => _services.Dispose();
}
