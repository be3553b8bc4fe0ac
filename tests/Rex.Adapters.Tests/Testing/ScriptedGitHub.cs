using Microsoft.Extensions.DependencyInjection;
using Rex.Core.PullRequests;

namespace Rex.Adapters.Tests.Testing;

/// <summary>The port to GitHub on a scripted server.</summary>
public sealed class ScriptedGitHub : IDisposable
{
    private readonly ServiceProvider _services;

    public ScriptedGitHub(params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddRex(TestSettings.Build(settings));
        services.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).ConfigurePrimaryHttpMessageHandler(() => Server);
        _services = services.BuildServiceProvider();
    }

    public ImpatientTime Time { get; } = new();

    public ScriptedHandler Server { get; } = new();

    public IPullRequests PullRequests => _services.GetRequiredService<IPullRequests>();

    public void Dispose() => _services.Dispose();
}
